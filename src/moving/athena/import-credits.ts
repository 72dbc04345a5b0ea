import { z } from 'zod';
import { inParallel } from '../../billing/parallel.ts';
import { BillingProviderError } from '../../billing/provider.ts';
import { setGroupCredits } from '../../groups/group-credits.service.ts';
import { BillingProviderFailed } from '../../groups/groups.results.ts';
import type { GroupImporting } from '../importing.ts';
import type { Change } from '../report.ts';
import type { GroupsPlan } from './plan-groups.ts';

const creditsShape = z.object({
  credits: z.object({ monthly: z.object({ balance: z.int() }), one_off: z.object({ balance: z.int() }) }),
});

/** How many requests for credits are on their way at a time. */
const maxRequests = 4;

/** Brings the balances of a batch over, where they differ. A group without balances there keeps what it has here. */
export async function importCredits(importing: GroupImporting, { matched }: GroupsPlan): Promise<void> {
  const { old, billing, caller, report } = importing;
  const ids = matched.map(({ id }) => id);
  const here = await billing
    .forRequest()
    .readBalancesNow(caller.organization.id, ids)
    .catch((error: unknown) => {
      if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
      throw error;
    });
  await inParallel(matched, maxRequests, async ({ id, group: { oldId } }) => {
    const found = await old.get(`/api/v1/credits/group?group_id=${encodeURIComponent(oldId)}`, (answer) =>
      answer.json(),
    );
    if (found === undefined) return;
    report.read('credits');
    const { success, data } = creditsShape.safeParse(found);
    if (!success) return report.problem({ kind: 'credits', id, problem: 'cannot be read' });
    if ('message' in here) return report.problem({ kind: 'credits', id, problem: `is left out: ${here.message}` });
    const { monthly, one_off } = data.credits;
    const wanted = { monthly: monthly.balance, oneOff: one_off.balance };
    const present = here.get(id);
    if (present?.monthly === wanted.monthly && present.oneOff === wanted.oneOff) return;
    const change: Change = {
      kind: 'credits',
      id,
      action: 'change',
      details: {
        monthly: { from: present?.monthly ?? null, to: wanted.monthly },
        oneOff: { from: present?.oneOff ?? null, to: wanted.oneOff },
      },
    };
    if (report.isDryRun) return report.changed(change);
    const result = await setGroupCredits({ ...importing, billing: billing.forRequest() }, caller, {
      groupId: id,
      ...wanted,
    });
    if ('message' in result) report.problem({ kind: 'credits', id, problem: result.message });
    else report.changed(change);
  });
}
