import { eventually } from '../support/eventually.ts';
import type { TestOrganization } from '../support/organization.ts';
import { confidential, expectNothingLeaked, meet, throughFaults, timeoutMs, unexpected } from './provider-faults.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { ProviderService } from './provider-service.ts';

/** What `createGroup` promises of groups that are billed from the start, at every provider. */
export function describeCreations(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  describe(`creating billed groups at ${name}`, () => {
    let harness: ProviderHarness;
    let service: ProviderService;

    beforeAll(async () => {
      harness = await makeHarness();
      service = await ProviderService.open(harness, { BILLING_TIMEOUT_MS: String(timeoutMs), LOG_LEVEL: 'trace' });
    });

    afterAll(async () => {
      await service?.close();
      await harness?.close();
    });

    async function prepare() {
      const organization = await service.createOrganization();
      const input = { name: confidential.name, websiteIds: await organization.addWebsites(2), billingEnabled: true };
      return { organization, input };
    }

    /** That the organization has so many billed groups, each with its one entity, and the provider no other entity. */
    async function expectGroups(organization: TestOrganization, count: number) {
      const { billed, entities } = await service.ledger(organization);
      expect(billed).toHaveLength(count);
      expect(entities).toEqual(billed);
    }

    test('creations of the same input, one by one and at once, are groups with an entity each', async () => {
      const { organization, input } = await prepare();
      const create = () => service.createGroup(organization, input);
      const results = [await create(), ...(await Promise.all([create(), create(), create()])), await create()];
      expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(['CreateGroupSuccess']));
      expect(new Set(results.map(({ group }) => group.id)).size).toBe(5);
      await expectGroups(organization, 5);
    });

    test('of creations with the same external id at once one succeeds, with the only entity', async () => {
      const { organization, input } = await prepare();
      const create = () => service.createGroup(organization, { ...input, externalId: confidential.externalId });
      const results = await Promise.all([create(), create(), create()]);
      expect(results.map(({ __typename }) => __typename).sort()).toEqual([
        'CreateGroupSuccess',
        'GroupExternalIdTaken',
        'GroupExternalIdTaken',
      ]);
      await expectGroups(organization, 1);
    });

    test('a fault creates nothing, and the same request after it makes one group with one entity', async () => {
      await throughFaults(harness, async (fault) => {
        if (fault.only === 'balances') return;
        const { organization, input } = await prepare();
        const create = () => service.createGroup(organization, input);
        await meet(service, fault, organization, create, 'CreateGroupSuccess');
        const { billed } = await service.ledger(organization);
        expect(await create()).toMatchObject({ __typename: 'CreateGroupSuccess', group: { billingEnabled: true } });
        await expectGroups(organization, billed.length + 1);
      });
    }, 120_000);

    test('the database fails after the provider has succeeded: the retry makes one group with one entity', async () => {
      const { organization, input } = await prepare();
      await service.failWrites(organization, true);
      const before = await service.stored(organization);
      for (let attempt = 0; attempt < 3; attempt++)
        expect(await service.createGroup(organization, input)).toEqual(unexpected);
      expect(await service.stored(organization)).toBe(before);
      expect(await harness.entities(organization)).toHaveLength(1);
      await service.failWrites(organization, false);
      const [first, second] = input.websiteIds as [string, string];
      // The same input in other words.
      const retry = {
        ...input,
        name: ` ${confidential.name} `,
        websiteIds: [second.toUpperCase(), first, second],
        externalId: null,
      };
      expect(await service.createGroup(organization, retry)).toMatchObject({ __typename: 'CreateGroupSuccess' });
      await expectGroups(organization, 1);
    });

    test('a service killed between provider and database: another makes one group with one entity', async () => {
      const { organization, input } = await prepare();
      const lost = harness.faults['hang after the work'];
      await (lost ? lost.arm(organization) : service.failWrites(organization, true));
      const cutOff = service.createGroup(organization, input).catch(() => {});
      await eventually('The entity is there', async () => (await harness.entities(organization)).length === 1);
      await service.kill();
      await cutOff;
      await service.start();
      await harness.mend(organization);
      await service.failWrites(organization, false);
      expect(await service.createGroup(organization, input)).toMatchObject({ __typename: 'CreateGroupSuccess' });
      await expectGroups(organization, 1);
    });

    test('a deleted group keeps its entity for itself: the same input makes a group with another one', async () => {
      const { organization, input } = await prepare();
      const create = async () => (await service.createGroup(organization, input)).group;
      const { id } = await create();
      await service.setGroupCredits(organization, { groupId: id, monthly: 300 });
      await service.updateGroup(organization, { id, billingEnabled: false });
      await service.send(organization, 'mutation ($id: ID!) { deleteGroup(input: { id: $id }) { __typename } }', {
        id,
      });
      const next = await create();
      expect(next.credits).toEqual({ total: 0 });
      expect(await service.ledger(organization)).toEqual({ billed: [next.id], entities: [id, next.id].sort() });
    });

    test('neither logs nor answers show a secret, and logs show no data of customers', () => {
      expectNothingLeaked(service);
    });
  });
}
