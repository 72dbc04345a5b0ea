import type { Caller } from '../auth/caller.ts';
import type { GroupValues } from './groups.fields.ts';

/** What becomes of a group. Of its values absent keeps, null clears. */
export interface GroupUpdate {
  caller: Caller;
  /** Empty for an id that no group can have. */
  id: string;
  values: Partial<GroupValues>;
  add: string[];
  remove: string[];
  expectedRevision: number | undefined;
}
