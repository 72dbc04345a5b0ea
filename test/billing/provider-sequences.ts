import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { TestOrganization } from '../support/organization.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { ProviderService } from './provider-service.ts';

/** 1,000 by night; see docs/billing.md. */
const runs = Number(process.env.BILLING_SEQUENCES ?? 12);
/** How many of a hundred steps kill the service, which takes a second to start again. */
const killsInHundred = Number(process.env.BILLING_SEQUENCES_KILLS ?? 4);
/** What a sequence may take when every step of it waits for the whole time-out. */
const longestRunMs = 20_000;

type Step =
  | { do: 'fault'; name: string }
  | { do: 'mend' }
  | { do: 'switch'; on: boolean[] }
  | { do: 'credits'; monthly: number }
  | { do: 'kill'; afterMs: number };

const steps = (faults: string[]): fc.Arbitrary<Step[]> =>
  fc.array<Step>(
    fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...faults).map((name) => ({ do: 'fault' as const, name })) },
      { weight: 20, arbitrary: fc.constant({ do: 'mend' as const }) },
      {
        weight: 36,
        arbitrary: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }).map((on) => ({ do: 'switch' as const, on })),
      },
      { weight: 10, arbitrary: fc.nat({ max: 1000 }).map((monthly) => ({ do: 'credits' as const, monthly })) },
      { weight: killsInHundred, arbitrary: fc.nat({ max: 60 }).map((afterMs) => ({ do: 'kill' as const, afterMs })) },
    ),
    { minLength: 2, maxLength: 7 },
  );

/** Whatever happens in whatever order, one more retry brings flag and entity to agree. */
export function describeSequences(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  describe(`sequences of faults, retries, concurrent switches and kills at ${name}`, () => {
    let harness: ProviderHarness;
    let service: ProviderService;
    let healthy: { organization: TestOrganization; groupId: string };

    beforeAll(async () => {
      harness = await makeHarness();
      service = await ProviderService.open(harness, { BILLING_TIMEOUT_MS: '500' });
      const organization = await service.createOrganization();
      healthy = { organization, groupId: await organization.addGroup() };
    });

    afterAll(async () => {
      await service?.close();
      await harness?.close();
    });

    async function take(step: Step, organization: TestOrganization, groupId: string): Promise<void> {
      const switchTo = (billingEnabled: boolean) =>
        service.updateGroup(organization, { id: groupId, billingEnabled, name: 'Renamed' });
      switch (step.do) {
        case 'fault':
          return harness.faults[step.name]?.arm(organization);
        case 'mend':
          return harness.mend(organization);
        case 'switch':
          await Promise.all(step.on.map(switchTo));
          return;
        case 'credits':
          await service.setGroupCredits(organization, { groupId, monthly: step.monthly });
          return;
        case 'kill': {
          const cutOff = switchTo(true).catch(() => {});
          await sleep(step.afterMs);
          await service.kill();
          await cutOff;
          await service.start();
        }
      }
    }

    /** The circuit may be open still, which a switch of another organization tells. */
    async function recovered(): Promise<void> {
      const { organization, groupId } = healthy;
      for (let look = 0; look < 200; look++) {
        const { __typename } = await service.updateGroup(organization, { id: groupId, billingEnabled: true });
        if (__typename === 'UpdateGroupSuccess') return;
        await sleep(100);
      }
      throw new Error('The provider did not become available again.');
    }

    test(
      `${runs} of them end with flag and entity in agreement after one more retry`,
      async () => {
        await fc.assert(
          fc.asyncProperty(steps(Object.keys(harness.faults)), async (sequence) => {
            const organization = await service.createOrganization();
            const groupId = await organization.addGroup();
            for (const step of sequence) {
              await take(step, organization, groupId);
              const { flag, entities } = await service.books(organization, groupId);
              expect(entities).toBeLessThanOrEqual(1);
              if (flag) expect(entities).toBe(1);
            }
            await harness.mend(organization);
            await recovered();
            expect(await service.updateGroup(organization, { id: groupId, billingEnabled: true })).toMatchObject({
              __typename: 'UpdateGroupSuccess',
            });
            expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
          }),
          { numRuns: runs, endOnFailure: true },
        );
      },
      runs * longestRunMs,
    );
  });
}
