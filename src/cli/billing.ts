import { InvalidArgumentError } from 'commander';
import type { BilledGroup } from '../billing/provider.ts';
import { readConfig } from '../config.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import {
  type Batch,
  countGroups,
  type Difference,
  type ReconcileOptions,
  reconcile,
} from '../groups/reconcile-billing.service.ts';
import { organizationExists } from '../organizations/organizations.service.ts';
import { toUuid } from '../resources/text.ts';
import type { AdminCommand } from './admin-command.ts';
import { uuid } from './arguments.ts';
import { unknownOrganization } from './organizations.ts';
import { type Result, table } from './output.ts';
import { Progress } from './progress.ts';
import { changing, run } from './run.ts';

interface Options {
  organization?: string;
  after?: BilledGroup;
  repair?: boolean;
  as: string;
  json?: boolean;
}

const differs = 1;

export function addBillingCommands(admin: AdminCommand): void {
  const billing = admin.command('billing') as AdminCommand;
  billing.description('the groups at the billing provider');

  changing(
    billing,
    'check',
    'Compare every group with the entities of the billing provider that BILLING_PROVIDER names. You can run it at any time. Exits with 1 if a billed group lacks its entity or the provider did not answer.',
    ['billing check', 'billing check --repair', 'billing check --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  )
    .option('--organization <id>', 'only the groups of this organization', uuid)
    .option('--repair', 'create the missing entities; change nothing else')
    .option('--after <position>', 'continue an earlier check at the position that it printed', position)
    .action(({ organization: organizationId, after, repair = false, as: operator, json }: Options) =>
      run(json, async (prisma) => {
        if (organizationId && !(await organizationExists(prisma, organizationId)))
          throw unknownOrganization(organizationId);
        return check(prisma, { organizationId, after, repair, operator });
      }),
    );
}

async function check(prisma: PrismaClient, options: ReconcileOptions): Promise<Result> {
  const config = readConfig(process.env);
  const [{ Billing }, { openProvider }] = await Promise.all([
    import('../billing/billing.ts'),
    import('../billing/open-provider.ts'),
  ]);
  // What fails is in the result.
  const silent = { failed() {}, circuit() {} };
  const billing = Billing.of(await openProvider(config, prisma), config.BILLING_TIMEOUT_MS, silent);
  const progress = new Progress('groups', await countGroups(prisma, options));
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
  };
  process.once('SIGINT', interrupt);
  const differences: Difference[] = [];
  let checked = 0;
  let batch: Batch | undefined;
  let complete = true;
  for await (batch of reconcile(prisma, billing, options)) {
    checked += batch.checked;
    differences.push(...batch.differences);
    progress.show(checked, `${differences.length} differ`, batch && `--after ${positionOf(batch.last)}`);
    complete = !interrupted && !batch.givenUp;
    if (!complete) break;
  }
  process.off('SIGINT', interrupt);
  progress.end();
  const open = differences.filter(({ kind, repaired }) => kind !== 'entity-without-flag' && !repaired);
  if (open.length > 0 || !complete) process.exitCode = differs;
  const next = complete || !batch ? null : positionOf(batch.last);
  const givenUp = batch?.givenUp ?? null;
  return {
    json: { provider: billing.providerName, checked, complete, givenUp, next, differences },
    text: [
      table(differences, columns, `All groups match the provider "${billing.providerName}".`),
      `Checked ${checked} ${checked === 1 ? 'group' : 'groups'}: ${differences.length} differ, ${open.length} need a repair.`,
      ...(givenUp ? [`Stopped early, because the provider does not work: ${givenUp}.`] : []),
      ...(next ? [`To continue: --after ${next}`] : []),
    ].join('\n'),
  };
}

const columns = {
  organization: ({ organizationId }: Difference) => organizationId,
  group: ({ groupId }: Difference) => groupId,
  difference: ({ kind }: Difference) => kind.replaceAll('-', ' '),
  outcome: ({ repaired, reason }: Difference) => (repaired ? 'repaired' : (reason ?? '-')),
};

const positionOf = ({ organizationId, groupId }: BilledGroup) => `${organizationId}/${groupId}`;

/** @throws InvalidArgumentError for what is no position */
function position(value: string): BilledGroup {
  const [organizationId, groupId, more] = value.split('/').map((part) => toUuid(part));
  if (!organizationId || !groupId || more !== undefined)
    throw new InvalidArgumentError(
      'It must be a position that an earlier check printed: two UUIDs with a slash between them.',
    );
  return { organizationId, groupId };
}
