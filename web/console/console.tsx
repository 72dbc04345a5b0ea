import { ViewerDocument } from '@group-gateway/client';
import { Center, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { client } from './data/client.ts';
import { useLive } from './live/use-live.ts';
import { SignOut } from './session/viewer.ts';
import { PageFailure } from './shell/page-failure.tsx';
import { Shell } from './shell/shell.tsx';

const Loading = () => (
  <Center mih={240}>
    <Loader aria-label="Loading the page" />
  </Center>
);

const pages = {
  groups: () => import('./groups/groups-page.tsx'),
  group: () => import('./groups/group-page.tsx'),
  groupImport: () => import('./groups/import/import-page.tsx'),
  websites: () => import('./websites/websites-page.tsx'),
  website: () => import('./websites/website-page.tsx'),
  accountGroups: () => import('./account-groups/account-groups-page.tsx'),
  accountGroup: () => import('./account-groups/account-group-page.tsx'),
  staffAccounts: () => import('./staff-accounts/staff-accounts-page.tsx'),
  staffAccount: () => import('./staff-accounts/staff-account-page.tsx'),
  activity: () => import('./activity/activity-page.tsx'),
  apiKeys: () => import('./api-keys/api-keys-page.tsx'),
  webhooks: () => import('./webhooks/webhooks-page.tsx'),
  webhook: () => import('./webhooks/webhook-page.tsx'),
  translations: () => import('./account-groups/translations-page.tsx'),
  notFound: () => import('./shell/not-found.tsx'),
};

/** What pages show on top of themselves. */
const dialogs = [
  () => import('./groups/new-group.tsx'),
  () => import('./parts/bulk-dialog.tsx'),
  () => import('./parts/leave-dialog.tsx'),
  () => import('./session/key-dialog.tsx'),
];

const idleMs = 2000;

/** Brings the other pages while there is nothing else to do, so that each is there at once, also without the service. */
function usePagesAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const bring of [...Object.values(pages), ...dialogs]) bring().catch(() => {}); // asked for again when it is opened
    }, idleMs);
    return () => clearTimeout(timer);
  }, []);
}

/** A page that cannot be brought waits for the service, as queries do: once one is answered, it is asked for again. */
function patiently<Page>(bring: () => Promise<Page>): () => Promise<Page> {
  return () =>
    bring().catch(async () => {
      await client.query({ query: ViewerDocument, fetchPolicy: 'network-only' });
      return bring();
    });
}

const router = createBrowserRouter(
  [
    {
      Component: Shell,
      HydrateFallback: Loading,
      ErrorBoundary: PageFailure,
      children: [
        { index: true, element: <Navigate to="/groups" replace /> },
        {
          ErrorBoundary: PageFailure,
          children: [
            { path: 'groups', lazy: patiently(pages.groups) },
            { path: 'groups/import', lazy: patiently(pages.groupImport) },
            { path: 'groups/:id', lazy: patiently(pages.group) },
            { path: 'websites', lazy: patiently(pages.websites) },
            { path: 'websites/:id', lazy: patiently(pages.website) },
            { path: 'account-groups', lazy: patiently(pages.accountGroups) },
            { path: 'account-groups/translations', lazy: patiently(pages.translations) },
            { path: 'account-groups/:id', lazy: patiently(pages.accountGroup) },
            { path: 'staff-accounts', lazy: patiently(pages.staffAccounts) },
            { path: 'staff-accounts/:id', lazy: patiently(pages.staffAccount) },
            { path: 'activity', lazy: patiently(pages.activity) },
            { path: 'api-keys', lazy: patiently(pages.apiKeys) },
            { path: 'webhooks', lazy: patiently(pages.webhooks) },
            { path: 'webhooks/:id', lazy: patiently(pages.webhook) },
            { path: '*', lazy: patiently(pages.notFound) },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);

export function Console({ onSignOut }: { onSignOut: () => unknown }) {
  usePagesAhead();
  useLive();
  return (
    <SignOut value={onSignOut}>
      <RouterProvider router={router} />
    </SignOut>
  );
}
