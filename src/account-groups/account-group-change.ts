import type { Caller } from '../auth/caller.ts';
import type { AccountGroupValues } from './account-groups.fields.ts';
import type { LabelChanges } from './label-changes.ts';

/** An input that is in order. undefined keeps. */
export interface AccountGroupChange {
  caller: Caller;
  /** null only for an input with issues. */
  id: string | null;
  names: LabelChanges;
  descriptions: LabelChanges;
  /** Of a statement's changes only a single one can have a new place. */
  displayOrder: number | undefined;
  values: Partial<AccountGroupValues>;
  expectedRevision: number | undefined;
}
