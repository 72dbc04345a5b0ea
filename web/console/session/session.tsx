import { useApolloClient, useQuery } from '@apollo/client/react';
import { ViewerDocument } from '@group-gateway/client';
import { Center, Loader, Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { setKey, useKey } from '../../shared/key.ts';
import { Console } from '../console.tsx';
import { retryNow, useTrouble } from '../data/connection.ts';
import { FailureView } from '../parts/failure-view.tsx';
import { TroubleNotice } from '../shell/trouble-notice.tsx';
import { SignIn } from './sign-in.tsx';
import { forgetSignOut, rememberSignOut, useOtherTabs } from './use-other-tabs.ts';
import { type Viewer, ViewerContext } from './viewer.ts';

const KeyDialog = lazy(() => import('./key-dialog.tsx'));

/**
 * Who is signed in. While that is asked for again, the page and what is typed there stay.
 *
 * @param expected the organization of the last key that was entered
 */
function useKnownViewer(key: string, now: Viewer | undefined, expected?: string): Viewer | undefined {
  const [last, setLast] = useState({ key, viewer: now });
  const known = now ?? (last.key === key ? last.viewer : undefined);
  const isOther = expected !== undefined && known?.organization.id !== expected;
  const viewer = key && !isOther ? known : undefined;
  if (key !== last.key || viewer !== last.viewer) setLast({ key, viewer });
  return viewer;
}

/** The console for whoever signed in, and the way in for everybody else. */
export function Session() {
  const key = useKey();
  const askingTabs = useOtherTabs();
  const client = useApolloClient();
  const [expected, setExpected] = useState<string>();
  const trouble = useTrouble();
  const { data, error, refetch } = useQuery(ViewerDocument, { skip: !key });
  const viewer = useKnownViewer(key, data?.viewer, expected);
  const rejected = trouble?.failure.kind === 'unauthenticated';

  async function accept(accepted: string, { organization }: Viewer) {
    const sameOrganization = viewer?.organization.id === organization.id;
    setExpected(organization.id);
    setKey(accepted);
    forgetSignOut();
    retryNow();
    // What the cache holds belongs to one organization; within it, what was typed stays.
    await (sameOrganization ? client.refetchQueries({ include: 'active' }) : client.resetStore());
  }

  async function signOut() {
    rememberSignOut();
    setKey('');
    await client.clearStore();
  }

  if (!askingTabs && (!key || (rejected && !viewer))) return <SignIn onAccepted={accept} />;
  if (!viewer)
    return (
      <Center component="main" mih="100vh" p="md">
        <Stack align="center" maw={480}>
          {error ? <FailureView error={error} onRetry={refetch} /> : <Loader aria-label="Signing in" />}
          <TroubleNotice />
        </Stack>
      </Center>
    );
  return (
    <ViewerContext value={viewer}>
      <Console key={viewer.organization.id} onSignOut={signOut} />
      {rejected && (
        <Suspense fallback={null}>
          <KeyDialog onAccepted={accept} />
        </Suspense>
      )}
    </ViewerContext>
  );
}
