import type { StaffAccount } from '../account-groups/account-groups.types.ts';
import type { Caller } from '../auth/caller.ts';
import { operatorOf } from '../auth/operator.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { type AdminCommand, UsageError } from './admin-command.ts';
import { int64, name, uuid } from './arguments.ts';
import { fields, table } from './output.ts';
import { changing, run, subcommand } from './run.ts';

interface Options {
  organization: string;
  group: string;
  login?: string;
  displayName?: string;
  as?: string;
  json?: boolean;
}

export function addAccountCommands(admin: AdminCommand): void {
  const account = admin.command('account') as AdminCommand;
  account.description('the staff accounts of an organization (create its account groups through GraphQL)');
  const ofOrganization = (add: typeof subcommand) => (command: string, description: string, example: string) =>
    add(account, command, description, [`account ${example} --organization <id>`]).requiredOption(
      '--organization <id>',
      'the organization',
      uuid,
    ) as AdminCommand;
  const reads = ofOrganization(subcommand);
  const changes = ofOrganization(changing);

  reads('list', 'List every staff account by its display name.', 'list').action((options: Options) =>
    run(options.json, async (prisma, reads) => {
      const { allStaffAccounts } = await staffAccounts();
      const accounts = await allStaffAccounts(reads, await caller(prisma, options));
      return { text: table(accounts, columns, 'The organization has no staff account yet.'), json: accounts };
    }),
  );

  changes('create', 'Create a staff account.', 'create --group 100131 --login a.lovelace --display-name "Ada Lovelace"')
    .requiredOption('--group <id>', 'the account group that it is in', int64)
    .requiredOption(
      '--login <login>',
      'the name that the member of staff logs in with, unique in the organization',
      name,
    )
    .requiredOption('--display-name <name>', 'the name of the member of staff', name)
    .action(({ group, login = '', displayName = '', ...options }: Options) =>
      run(options.json, async (prisma) => {
        const { createStaffAccount, CreateStaffAccountSuccess } = await staffAccounts();
        const input = { login, displayName, accountGroupId: group };
        const result = await createStaffAccount(prisma, await caller(prisma, options), input);
        if (!(result instanceof CreateStaffAccountSuccess)) throw new UsageError(result.message);
        return told('Created a staff account.', result.staffAccount);
      }),
    );

  changes('edit', 'Change the login or the name of a staff account.', 'edit 200001 --display-name "Ada King"')
    .argument('<id>', "the account's id", int64)
    .option('--login <login>', 'the new login', name)
    .option('--display-name <name>', 'the new name', name)
    .action((id: string, { login, displayName, ...options }: Options) =>
      run(options.json, async (prisma) => {
        const { updateStaffAccount, UpdateStaffAccountSuccess } = await staffAccounts();
        const input = { id, ...(login && { login }), ...(displayName && { displayName }) };
        const result = await updateStaffAccount(prisma, await caller(prisma, options), input);
        if (!(result instanceof UpdateStaffAccountSuccess)) throw new UsageError(result.message);
        return told('The staff account has the values that you asked for.', result.staffAccount);
      }),
    );

  changes('remove', 'Remove a staff account for good.', 'remove 200001')
    .argument('<id>', "the account's id", int64)
    .action((id: string, options: Options) =>
      run(options.json, async (prisma) => {
        const { deleteStaffAccount, DeleteStaffAccountSuccess } = await staffAccounts();
        const result = await deleteStaffAccount(prisma, await caller(prisma, options), id);
        if (!(result instanceof DeleteStaffAccountSuccess)) throw new UsageError(result.message);
        return { text: `Removed the staff account ${id}.`, json: { id } };
      }),
    );
}

/** Loaded where they are needed: they bring the library of the schema, which takes longer to load than most commands. */
async function staffAccounts() {
  await import('reflect-metadata');
  const [changes, results, lists] = await Promise.all([
    import('../staff-accounts/staff-account-changes.service.ts'),
    import('../staff-accounts/staff-accounts.results.ts'),
    import('../staff-accounts/staff-accounts.service.ts'),
  ]);
  return { ...changes, ...results, ...lists };
}

async function caller(
  prisma: PrismaClient,
  { organization, as = '' }: Pick<Options, 'organization' | 'as'>,
): Promise<Caller> {
  const operator = await operatorOf(prisma, organization, as);
  if (!operator)
    throw new UsageError(`There is no organization ${organization}. Use an id that "organization list" shows.`);
  return operator;
}

const columns = {
  id: ({ id }: StaffAccount) => id,
  login: ({ login }: StaffAccount) => login,
  name: ({ displayName }: StaffAccount) => displayName,
  group: ({ accountGroupId }: StaffAccount) => accountGroupId,
};

function told(headline: string, account: StaffAccount) {
  const { id, login, displayName, accountGroupId } = account;
  return { text: `${headline}\n${fields({ id, login, name: displayName, group: accountGroupId })}`, json: account };
}
