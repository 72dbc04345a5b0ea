import { setTimeout as sleep } from 'node:timers/promises';
import { Billing, type FailedCall } from '../../src/billing/billing.ts';
import { Calls, type Circuit } from '../../src/billing/calls.ts';
import {
  type Balances,
  type BillingFailure,
  type BillingProvider,
  BillingProviderError,
} from '../../src/billing/provider.ts';
import { eventually } from '../support/eventually.ts';

const failing = (reason: BillingFailure) => async () => {
  throw new BillingProviderError(reason);
};

/** So short that a failed call is not repeated. */
const noRepeatMs = 40;

async function fail(calls: Calls, reason: BillingFailure, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await calls.make(failing(reason), noRepeatMs).catch(() => {});
}

test('after ten failures in a row the provider is left alone for a while, and then tried again', async () => {
  const circuit: Circuit[] = [];
  const calls = new Calls((state) => circuit.push(state));
  await fail(calls, 'unavailable', 9);
  await calls.make(async () => 'well', noRepeatMs);
  await fail(calls, 'unavailable', 9);
  expect(circuit).toEqual([]);
  await fail(calls, 'timeout', 1);
  expect(circuit).toEqual(['open']);

  let made = 0;
  const call = async () => ++made;
  await expect(calls.make(call, noRepeatMs)).rejects.toMatchObject({ reason: 'circuit_open', retryable: true });
  expect(made).toBe(0);
  // With time enough it waits for the circuit.
  expect(await calls.make(call, 5000)).toBe(1);
  expect(circuit).toEqual(['open', 'half-open', 'closed']);
});

test.each(['bad_key', 'unknown_feature', 'rejected', 'rate_limited', 'busy', 'outage'] as const)(
  'what says nothing of the health of a provider leaves the circuit closed: %s',
  async (reason) => {
    const circuit: Circuit[] = [];
    const calls = new Calls((state) => circuit.push(state));
    await fail(calls, reason, 30);
    await expect(calls.make(failing(reason), noRepeatMs)).rejects.toMatchObject({ reason });
    expect(circuit).toEqual([]);
  },
);

test('a failure is repeated while there is time, but one of the configuration never', async () => {
  const calls = new Calls(() => {});
  for (const [reason, repeated] of [
    ['unavailable', true],
    ['bad_key', false],
  ] as const) {
    let made = 0;
    const call = async () => {
      if (++made < 3) throw new BillingProviderError(reason);
      return made;
    };
    if (repeated) expect(await calls.make(call, 5000)).toBe(3);
    else await expect(calls.make(call, 5000)).rejects.toMatchObject({ reason });
  }
});

test('the adapter can say that a call must not be repeated', async () => {
  let made = 0;
  const call = async () => {
    made++;
    throw new BillingProviderError('unavailable', { repeat: false });
  };
  await expect(new Calls(() => {}).make(call, 5000)).rejects.toMatchObject({ reason: 'unavailable', retryable: true });
  expect(made).toBe(1);
});

test('an adapter that does not heed its signal holds nobody up, and what else it throws is a failure', async () => {
  const calls = new Calls(() => {});
  const start = performance.now();
  await expect(calls.make(() => new Promise(() => {}), 100)).rejects.toMatchObject({ reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(350);
  const bug = async () => {
    throw new TypeError('of its own');
  };
  await expect(calls.make(bug, 100)).rejects.toMatchObject({ reason: 'unexpected', retryable: true });
});

test('no more than 64 calls are under way, and the others wait for their turn', async () => {
  const calls = new Calls(() => {});
  let underWay = 0;
  let most = 0;
  const call = async () => {
    most = Math.max(most, ++underWay);
    await sleep(20);
    underWay--;
  };
  await Promise.all(Array.from({ length: 200 }, () => calls.make(call, 5000)));
  expect(most).toBe(64);
});

/** A provider with one balance, which counts how often it is read. */
class OneBalance implements BillingProvider {
  readonly name = 'one';
  readonly balancesReusableMs: number;
  balance = 1;
  reads = 0;
  hang = false;

  constructor(balancesReusableMs: number) {
    this.balancesReusableMs = balancesReusableMs;
  }

  async ensureEntity() {}
  async setBalances(_group: unknown, { monthly }: { monthly?: number }) {
    if (monthly !== undefined) this.balance = monthly;
    return 'set' as const;
  }
  async readBalances(_organizationId: string, groupIds: readonly string[]): Promise<Map<string, Balances>> {
    this.reads++;
    if (this.hang) await new Promise(() => {});
    return new Map(groupIds.map((id) => [id, { monthly: this.balance, monthlyResetsAt: null, oneOff: 0 }]));
  }
  async findEntities() {
    return new Set<string>();
  }
  resetAfterSetting() {
    return null;
  }
}

function openOne(timeoutMs = 1000, balancesReusableMs = 5000) {
  const provider = new OneBalance(balancesReusableMs);
  const failed: FailedCall[] = [];
  const billing = Billing.of(provider, timeoutMs, { failed: (call) => failed.push(call), circuit() {} });
  const read = async (from = billing) => (await from.readBalances('o', ['g'])).get('g')?.monthly;
  return { provider, billing, read, failed };
}

test('balances are read again after a write of this node, and else not within their time', async () => {
  const { provider, billing, read } = openOne();
  expect([await read(), await read(billing.forRequest())]).toEqual([1, 1]);
  expect(provider.reads).toBe(1);
  provider.balance = 2; // by somebody else
  expect(await read()).toBe(1);
  expect((await billing.readBalancesNow('o', ['g'])).get('g')?.monthly).toBe(2);
  provider.reads = 1;
  await billing.ensureEntity({ organizationId: 'o', groupId: 'g' });
  expect(await read()).toBe(2);
  await billing.forRequest().setBalances({ organizationId: 'o', groupId: 'g' }, { monthly: 3 });
  expect(await read()).toBe(3);
  expect(provider.reads).toBe(3);
});

test('balances are read again after their time', async () => {
  const { provider, read } = openOne(1000, 200);
  expect(await read()).toBe(1);
  provider.balance = 2;
  expect(await read()).toBe(1);
  await eventually('The balance is read again', async () => (await read()) === 2);
});

test('a balance that is being written meanwhile is not remembered', async () => {
  const { provider, billing, read } = openOne();
  const group = { organizationId: 'o', groupId: 'g' };
  provider.readBalances = async () => {
    const balances = new Map([['g', { monthly: provider.balance, monthlyResetsAt: null, oneOff: 0 }]]);
    if (provider.reads++ === 0) await billing.setBalances(group, { monthly: 2 });
    return balances;
  };
  expect(await read()).toBe(1); // as it was asked before the write
  expect(await read()).toBe(2);
});

test('the balances of no more than 10,000 groups are remembered', async () => {
  const { provider, billing, read } = openOne();
  expect(await read()).toBe(1);
  await billing.readBalances(
    'o',
    Array.from({ length: 10_000 }, (_, n) => `group ${n}`),
  );
  expect(provider.reads).toBe(2);
  await read();
  expect(provider.reads).toBe(3);
});

test('a failed read is not remembered', async () => {
  const { provider, read, failed } = openOne(100);
  provider.hang = true;
  await expect(read()).rejects.toMatchObject({ reason: 'timeout' });
  provider.hang = false;
  expect(await read()).toBe(1);
  expect(failed).toMatchObject([{ operation: 'readBalances', error: { reason: 'timeout' } }]);
});

test('a mutation that writes more than once waits no longer than the time-out in all', async () => {
  const { provider, billing } = openOne(400);
  const start = performance.now();
  const endsAt = billing.deadline();
  provider.ensureEntity = () => sleep(100);
  const ensure = (groupId: string) => billing.ensureEntity({ organizationId: 'o', groupId }, endsAt);
  await ensure('g');
  await ensure('h');
  provider.ensureEntity = () => new Promise(() => {});
  await expect(ensure('i')).rejects.toMatchObject({ reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(400 + 250);
});

test('a mutation that has written and then reads waits no longer than the time-out in all', async () => {
  const { provider, billing, read } = openOne(400);
  const request = billing.forRequest();
  const start = performance.now();
  provider.ensureEntity = () => sleep(150);
  await request.ensureEntity({ organizationId: 'o', groupId: 'g' });
  provider.hang = true;
  await expect(read(request)).rejects.toMatchObject({ reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(400 + 250);
});

test('a clock that is set back an hour does not leave the provider alone for an hour', async () => {
  const calls = new Calls(() => {});
  await fail(calls, 'unavailable', 10);
  const [wallClock, stopwatch] = [Date.now, performance.now];
  Date.now = () => wallClock() - 3_600_000;
  const start = performance.now();
  try {
    await expect(calls.make(async () => 'well', noRepeatMs)).rejects.toMatchObject({ reason: 'circuit_open' });
    performance.now = () => start + 11_000;
    expect(await calls.make(async () => 'well', noRepeatMs)).toBe('well');
  } finally {
    [Date.now, performance.now] = [wallClock, stopwatch];
  }
});
