import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { eventually } from '../support/eventually.ts';
import type { TestOrganization } from '../support/organization.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { ProviderService } from './provider-service.ts';
import { SequenceRecord } from './sequence-record.ts';

/** 1,000 by night; see docs/billing.md. */
const runs = Number(process.env.BILLING_SEQUENCES ?? 12);
/** How often a step kills the service, which takes a second to start again; the other steps weigh 120 together. */
const weightOfKills = Number(process.env.BILLING_SEQUENCES_KILLS ?? 4);
/** What a sequence may take when every step of it waits for the whole time-out. */
const longestRunMs = 20_000;

/** Of a failed sequence, to have the same steps again. */
const seed = process.env.BILLING_SEQUENCES_SEED;

type Step =
  | { do: 'fault'; name: string }
  | { do: 'failing database' }
  | { do: 'mend' }
  | { do: 'switch'; on: boolean[] }
  | { do: 'create'; externalIds: (string | undefined)[] }
  | { do: 'credits'; monthly: number }
  | { do: 'kill'; afterMs: number };

const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 4 });
/** Billed groups of the same input, or of two. */
const externalId = fc.constantFrom(undefined, undefined, 'the-one');

const steps = (faults: string[]): fc.Arbitrary<Step[]> =>
  fc.array<Step>(
    fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...faults).map((name) => ({ do: 'fault' as const, name })) },
      { weight: 8, arbitrary: fc.constant({ do: 'failing database' as const }) },
      { weight: 20, arbitrary: fc.constant({ do: 'mend' as const }) },
      { weight: 26, arbitrary: few(fc.boolean()).map((on) => ({ do: 'switch' as const, on })) },
      { weight: 26, arbitrary: few(externalId).map((externalIds) => ({ do: 'create' as const, externalIds })) },
      { weight: 10, arbitrary: fc.nat({ max: 1000 }).map((monthly) => ({ do: 'credits' as const, monthly })) },
      { weight: weightOfKills, arbitrary: fc.nat({ max: 60 }).map((afterMs) => ({ do: 'kill' as const, afterMs })) },
    ),
    { minLength: 2, maxLength: 7 },
  );

/** Whatever happens in whatever order, one more retry, on whatever node, brings groups and entities to agree. */
export function describeSequences(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  describe(`sequences of faults, retries, concurrent changes and kills at ${name}`, () => {
    let harness: ProviderHarness;
    let service: ProviderService;
    /** Another node, that meets no fault, and has time enough on the busiest machine. */
    let other: ProviderService;
    let healthy: { organization: TestOrganization; groupId: string };

    beforeAll(async () => {
      harness = await makeHarness();
      service = await ProviderService.open(harness, { BILLING_TIMEOUT_MS: '500' });
      other = await service.addNode({ BILLING_TIMEOUT_MS: '20000' });
      const organization = await service.createOrganization();
      healthy = { organization, groupId: await organization.addGroup() };
    });

    afterAll(async () => {
      await other?.close();
      await service?.close();
      await harness?.close();
    });

    /** The circuit may be open still, which a switch of another organization tells. */
    async function recovered(): Promise<void> {
      const { organization, groupId } = healthy;
      await eventually(
        'The provider is available again',
        async () => {
          const { __typename } = await service.updateGroup(organization, { id: groupId, billingEnabled: true });
          return __typename === 'UpdateGroupSuccess';
        },
        20_000,
      );
    }

    /** Runs a sequence in an organization of its own, and looks after each step that no promise is broken. */
    async function run(sequence: Step[], record: SequenceRecord): Promise<void> {
      const organization = await service.createOrganization();
      const groupId = await organization.addGroup();
      const websiteIds = await organization.addWebsites(1);
      const switchTo = (billingEnabled: boolean, node = service) =>
        node.updateGroup(organization, { id: groupId, billingEnabled, name: 'Renamed' });
      const create = (externalId: string | undefined, node = service) =>
        node.createGroup(organization, { name: 'New', websiteIds, billingEnabled: true, externalId });
      const inputs = new Set<string | undefined>();

      const take = async (step: Step): Promise<unknown> => {
        switch (step.do) {
          case 'fault':
            return harness.faults[step.name]?.arm(organization);
          case 'failing database':
            return service.failWrites(organization, true);
          case 'mend':
            await service.failWrites(organization, false);
            return harness.mend(organization);
          case 'switch':
            return Promise.all(step.on.map((on) => switchTo(on)));
          case 'create':
            for (const one of step.externalIds) inputs.add(one);
            return Promise.all(step.externalIds.map((one) => create(one)));
          case 'credits':
            return service.setGroupCredits(organization, { groupId, monthly: step.monthly });
          case 'kill': {
            inputs.add(undefined);
            const cutOff = Promise.allSettled([switchTo(true), create(undefined)]);
            await sleep(step.afterMs);
            await service.kill();
            await cutOff;
            return service.start();
          }
        }
      };

      for (const step of sequence) {
        await record.note(step, () => take(step));
        const { billed, entities } = await record.note('ledger', () => service.ledger(organization));
        expect(new Set(entities).size).toBe(entities.length);
        expect(entities).toEqual(expect.arrayContaining(billed));
        // What may be left over: the group that was billed, and for each input the entity of one more group.
        const others = entities.filter((id) => id !== groupId && !billed.includes(id));
        expect(others.length).toBeLessThanOrEqual(inputs.size);
      }

      await record.note({ do: 'mend' }, () => take({ do: 'mend' }));
      expect(await record.note('switch', () => switchTo(true, other))).toMatchObject({
        __typename: 'UpdateGroupSuccess',
      });
      for (const one of inputs)
        expect(await record.note('create', () => create(one, other))).toMatchObject({
          __typename: expect.stringMatching(one ? /^(CreateGroupSuccess|GroupExternalIdTaken)$/ : 'CreateGroupSuccess'),
        });
      const { billed, entities } = await record.note('ledger', () => service.ledger(organization));
      expect(entities).toEqual(billed);
      expect(billed).toContain(groupId);
      await record.note('recovery', recovered);
    }

    test(
      `${runs} of them end with groups and entities in agreement after one more retry`,
      async () => {
        await fc.assert(
          fc.asyncProperty(steps(Object.keys(harness.faults)), async (sequence) => {
            const record = new SequenceRecord(service, other);
            await run(sequence, record).catch((error: unknown) => record.fail(error));
          }),
          { numRuns: runs, endOnFailure: true, includeErrorInReport: true, ...(seed && { seed: Number(seed) }) },
        );
      },
      runs * longestRunMs,
    );
  });
}
