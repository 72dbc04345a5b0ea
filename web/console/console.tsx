import { Center, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
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
  websites: () => import('./websites/websites-page.tsx'),
  accountGroups: () => import('./account-groups/account-groups-page.tsx'),
  accountGroup: () => import('./account-groups/account-group-page.tsx'),
  notFound: () => import('./shell/not-found.tsx'),
};

const idleMs = 2000;

/** Brings the other pages while there is nothing else to do, so that each is there at once, also without the service. */
function usePagesAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const page of Object.values(pages)) page().catch(() => {}); // asked for again when it is opened
    }, idleMs);
    return () => clearTimeout(timer);
  }, []);
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
            { path: 'groups', lazy: pages.groups },
            { path: 'groups/:id', lazy: pages.group },
            { path: 'websites', lazy: pages.websites },
            { path: 'account-groups', lazy: pages.accountGroups },
            { path: 'account-groups/:id', lazy: pages.accountGroup },
            { path: '*', lazy: pages.notFound },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);

export function Console({ onSignOut }: { onSignOut: () => unknown }) {
  usePagesAhead();
  return (
    <SignOut value={onSignOut}>
      <RouterProvider router={router} />
    </SignOut>
  );
}
