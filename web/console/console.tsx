import { Center, Loader } from '@mantine/core';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { SignOut } from './session/viewer.ts';
import { PageFailure } from './shell/page-failure.tsx';
import { Shell } from './shell/shell.tsx';

const Loading = () => (
  <Center mih={240}>
    <Loader aria-label="Loading the page" />
  </Center>
);

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
            { path: 'groups', lazy: () => import('./groups/groups-page.tsx') },
            { path: 'groups/:id', lazy: () => import('./groups/group-page.tsx') },
            { path: 'websites', lazy: () => import('./websites/websites-page.tsx') },
            { path: 'account-groups', lazy: () => import('./account-groups/account-groups-page.tsx') },
            { path: 'account-groups/:id', lazy: () => import('./account-groups/account-group-page.tsx') },
            { path: '*', lazy: () => import('./shell/not-found.tsx') },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);

export const Console = ({ onSignOut }: { onSignOut: () => unknown }) => (
  <SignOut value={onSignOut}>
    <RouterProvider router={router} />
  </SignOut>
);
