import { type Caller, requireGlobalKey, requirePermission } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, readPage } from '../lists/read-list.ts';
import { apiKeyOrder, apiKeysOf } from './api-keys.sql.ts';
import type { ApiKey } from './api-keys.types.ts';

/** The keys of the organization. @throws ForbiddenError for a key that does not administer keys; it may be read-only */
export async function listApiKeys(reads: ReadDatabase, caller: Caller, args: PageArguments): Promise<Page<ApiKey>> {
  requireGlobalKey(caller);
  requirePermission(caller, 'KEY_ADMINISTRATION');
  return readPage(reads, apiKeysOf(caller), toWindow(args, apiKeyOrder));
}

export function countApiKeys(reads: ReadDatabase, caller: Caller): Promise<number> {
  return countRows(reads, apiKeysOf(caller));
}
