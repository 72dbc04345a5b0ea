import { useApolloClient } from '@apollo/client/react';
import { followChanges } from '@group-gateway/client';
import { useEffect } from 'react';
import { useKey } from '../../shared/key.ts';
import { setLiveState } from './live-state.ts';

/** Keeps what is on the screen as the service has it, for as long as somebody is signed in. */
export function useLive(): void {
  const client = useApolloClient();
  const key = useKey();
  useEffect(() => {
    if (!key) return;
    setLiveState('connecting');
    return followChanges(client, {
      onFailure({ kind }) {
        // A key that is confined to websites follows no account groups.
        if (kind !== 'forbidden') setLiveState('off');
      },
    });
  }, [client, key]);
}
