import type { ViewerQuery } from '@group-gateway/client';
import { createContext, useContext } from 'react';

export type Viewer = ViewerQuery['viewer'];

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Ends the session of this tab. */
export const SignOut = createContext<() => unknown>(() => {});

/** Who is signed in, and what the key allows, so that nothing is offered that would be refused. */
export function useViewer() {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('Nobody is signed in.');
  const global = viewer.apiKey.scope === 'GLOBAL';
  const canWrite = global && !viewer.apiKey.readOnly;
  const { permissions } = viewer.apiKey;
  const canReadKeys = global && permissions.includes('KEY_ADMINISTRATION');
  return {
    ...viewer,
    isPartner: viewer.organization.isPartner,
    canWrite,
    canReadCredits: global,
    canReadStaff: global,
    canWriteStaff: canWrite && permissions.includes('STAFF_ADMINISTRATION'),
    /** API keys and webhook endpoints. */
    canReadKeys,
    canWriteKeys: canReadKeys && canWrite,
  };
}
