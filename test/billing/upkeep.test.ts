import { BillingProviderError } from '../../src/billing/provider.ts';
import { SandboxBilling } from '../../src/billing/sandbox/provider.ts';
import { startRenewingCredits } from '../../src/jobs/renew-credits.ts';
import { eventually } from '../support/eventually.ts';

const soon = { firstMs: 1, everyMs: 1 };

function recorder() {
  const lines: unknown[] = [];
  const write = (...line: unknown[]) => lines.push(line);
  return { lines, log: { info: write, warn: write, error: write } as never };
}

const provider = (renewMonthly?: () => Promise<{ due: number; failures: unknown[] }>) =>
  Object.assign(new SandboxBilling({} as never), renewMonthly && { renewMonthly });

test('monthly credits are renewed again and again, whatever a run comes to, until the service ends', async () => {
  let runs = 0;
  const { lines, log } = recorder();
  const end = startRenewingCredits(
    provider(async () => {
      runs++;
      if (runs === 1) throw new Error('no database');
      return { due: 2, failures: [new BillingProviderError('rate_limited')] };
    }),
    log,
    soon,
  );
  await eventually('a fourth run', () => runs > 3);
  await end();
  const after = runs;
  await new Promise((done) => setTimeout(done, 20));
  expect(runs).toBe(after);
  expect(lines.slice(0, 3)).toEqual([
    [expect.objectContaining({ err: expect.any(Error) }), 'the renewal of monthly credits failed'],
    [{ provider: 'sandbox', due: 2 }, 'renewed monthly credits'],
    [{ provider: 'sandbox', failed: 1, reasons: ['rate_limited'] }, 'monthly credits could not be renewed'],
  ]);
});

test('a provider that renews by itself is left alone', async () => {
  const { lines, log } = recorder();
  await startRenewingCredits(provider(), log, soon)();
  expect(lines).toEqual([]);
});
