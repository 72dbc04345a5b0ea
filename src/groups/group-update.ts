import type { Caller } from '../auth/caller.ts';

/** What becomes of a group. undefined keeps, null clears. */
export interface GroupUpdate {
  caller: Caller;
  /** Empty for an id that no group can have. */
  id: string;
  name: string | undefined;
  add: string[];
  remove: string[];
  billingEnabled: boolean | undefined;
  externalId: string | null | undefined;
  expectedRevision: number | undefined;
}
