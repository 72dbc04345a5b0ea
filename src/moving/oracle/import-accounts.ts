import { z } from 'zod';
import type { StaffAccount } from '../../account-groups/account-groups.types.ts';
import { inParallel } from '../../billing/parallel.ts';
import { changeAndMoveStaffAccount } from '../../staff-accounts/change-and-move.service.ts';
import { createStaffAccount, updateStaffAccount } from '../../staff-accounts/staff-account-changes.service.ts';
import { findStaffAccounts, moveStaffAccounts } from '../../staff-accounts/staff-accounts.service.ts';
import type { Importing } from '../importing.ts';
import type { Change } from '../report.ts';
import { passOver } from './ids.sql.ts';
import { base, id, pagesOf, read } from './read-pages.ts';

const members = ['login', 'displayName', 'staffGroup'];
const maxRequests = 4;

/** The account group by its id, or by the address of it. */
const staffGroup = z.union([
  z.object({ id }).transform((group) => group.id),
  z
    .object({ links: z.array(z.object({ href: z.string() })) })
    .transform(({ links }) => links.map(({ href }) => /\/accountGroups\/(\d+)$/.exec(href)?.[1]).find((found) => found))
    .pipe(z.string()),
]);

const account = z
  .object({ id, login: z.string(), displayName: z.string().optional(), lookupName: z.string().optional(), staffGroup })
  .transform(({ displayName, lookupName, login, staffGroup, ...rest }) => ({
    ...rest,
    login,
    displayName: displayName ?? lookupName ?? login,
    accountGroupId: staffGroup,
  }));

type OldAccount = z.output<typeof account>;

/**
 * Brings staff accounts over, page by page.
 *
 * @param foreign ids that other account groups have here
 */
export async function importAccounts(importing: Importing, foreign: ReadonlySet<string>): Promise<void> {
  const { old, prisma, reads, caller, report, onProgress } = importing;
  for await (const items of pagesOf(old, 'accounts', members)) {
    report.read('accounts', items.length);
    const read = await inParallel(items, maxRequests, (item) => readAccount(importing, item));
    const accounts = read.filter((each) => !!each);
    const ids = accounts.map((each) => each.id);
    const present = await findStaffAccounts(reads, caller, ids);
    if (!report.isDryRun) await passOver(prisma, 'staff_accounts', ids);
    for (const [n, each] of accounts.entries()) {
      const here = present[n] ?? null;
      const problem = problemOf(each, here, foreign);
      if (problem) report.problem({ kind: 'accounts', id: each.id, problem: `is left out: ${problem}` });
      else await importAccount(importing, each, here);
    }
    onProgress();
  }
}

async function readAccount({ old, report }: Importing, item: unknown): Promise<OldAccount | undefined> {
  const { id: accountId } = item as { id: number | bigint };
  const listed = account.safeParse(item);
  if (listed.success) return listed.data;
  const found = await read(old, `${base}/accounts/${accountId}`);
  if (found === undefined) return undefined;
  const { success, data } = account.safeParse(found);
  if (success) return data;
  report.problem({ kind: 'accounts', id: String(accountId), problem: 'is left out: it cannot be read' });
  return undefined;
}

const differs = (wanted: OldAccount, here: StaffAccount | null, name: 'login' | 'displayName' | 'accountGroupId') =>
  wanted[name].trim().normalize() !== here?.[name];

/** Small numbers are ids in both systems, of accounts and account groups that have nothing else in common. */
function problemOf(wanted: OldAccount, here: StaffAccount | null, foreign: ReadonlySet<string>): string | undefined {
  if (foreign.has(wanted.accountGroupId))
    return `its account group ${wanted.accountGroupId} is another one here, so it was left out, too`;
  if (here && differs(wanted, here, 'login') && differs(wanted, here, 'displayName'))
    return `"${here.login}" has this id here, with another login and name. If it is the same account, give it the login "${wanted.login}" here. If not, delete it`;
  return undefined;
}

async function importAccount(importing: Importing, wanted: OldAccount, here: StaffAccount | null): Promise<void> {
  const { report } = importing;
  const names = ['login', 'displayName', 'accountGroupId'] as const;
  const differing = names.filter((name) => differs(wanted, here, name));
  if (differing.length === 0) return;
  const details = Object.fromEntries(differing.map((name) => [name, { from: here?.[name], to: wanted[name] }]));
  const change: Change = { kind: 'accounts', id: wanted.id, action: here ? 'change' : 'create', details };
  if (report.isDryRun) return report.changed(change);
  const result = await write(importing, wanted, here, new Set(differing));
  if ('message' in result)
    report.problem({ kind: 'accounts', id: wanted.id, problem: `is left out: ${result.message}` });
  else report.changed(change);
}

function write(
  { prisma, caller }: Importing,
  { id, login, displayName, accountGroupId }: OldAccount,
  here: StaffAccount | null,
  differing: ReadonlySet<string>,
): Promise<object> {
  if (!here) return createStaffAccount(prisma, caller, { login, displayName, accountGroupId }, id);
  const change = { id, login, displayName };
  if (!differing.has('accountGroupId')) return updateStaffAccount(prisma, caller, change);
  if (differing.size === 1) return moveStaffAccounts(prisma, caller, { accountIds: [id], accountGroupId });
  return changeAndMoveStaffAccount(prisma, caller, change, accountGroupId);
}
