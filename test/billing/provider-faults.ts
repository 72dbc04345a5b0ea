import type { TestOrganization } from '../support/organization.ts';
import type { Fault, ProviderHarness } from './provider-harness.ts';
import type { ProviderService } from './provider-service.ts';

/** The service's BILLING_TIMEOUT_MS where faults are met. */
export const timeoutMs = 1000;
/** How much longer than the time-out a mutation may take. */
const graceMs = 250;

/** The result of a mutation that failed in a way that nobody expects. */
export const unexpected = { __typename: 'Error', code: 'INTERNAL_SERVER_ERROR' };

/** Makes a mutation within the time, and looks that it answered and wrote what the fault is expected to make it. */
export async function meet(
  service: ProviderService,
  fault: Fault,
  organization: TestOrganization,
  mutate: () => Promise<{ __typename: string }>,
  succeeded: string,
): Promise<void> {
  await fault.arm(organization);
  const before = await service.stored(organization);
  const logged = service.output.length;
  const start = performance.now();
  const result = await mutate();
  expect(performance.now() - start).toBeLessThan(timeoutMs + graceMs);
  const { expect: expected } = fault;
  if (typeof expected === 'object') {
    const { retryable, reason } = expected.fails;
    const provider = service.harness.env.BILLING_PROVIDER;
    expect(result).toMatchObject({ __typename: 'BillingProviderFailed', provider, retryable });
    if (reason) expect(await service.failuresSince(logged)).toEqual([reason]);
  } else if (expected === 'absorbed') expect(result).toMatchObject({ __typename: succeeded });
  if (result.__typename !== succeeded) expect(await service.stored(organization)).toBe(before);
  await service.harness.mend(organization);
}

/** The names are known once the harness is there, so a test goes through them. */
export async function throughFaults(harness: ProviderHarness, work: (fault: Fault) => Promise<void>): Promise<void> {
  for (const [name, fault] of Object.entries(harness.faults))
    try {
      await work(fault);
    } catch (cause) {
      throw new Error(`With the fault "${name}": ${(cause as Error).message}`, { cause });
    }
}

/** What the tests call customers' things: none of it may be logged. */
export const confidential = {
  name: 'Confidential Name',
  newName: 'Classified Name',
  externalId: 'classified-external-id',
};

/** Whatever the provider said and did: no secret in the log or an answer, and nothing of a customer's in the log. */
export function expectNothingLeaked({ answers, output, harness }: ProviderService): void {
  expect(answers.length).toBeGreaterThan(10);
  expect(output).toContain('"msg":"request"');
  for (const secret of harness.secrets) {
    expect(output).not.toContain(secret);
    for (const answer of answers) expect(answer).not.toContain(secret);
  }
  for (const word of [...Object.values(confidential), 'site-1.example', 'Test ']) expect(output).not.toContain(word);
}
