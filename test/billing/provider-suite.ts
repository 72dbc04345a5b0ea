import { eventually } from '../support/eventually.ts';
import { describeCreations } from './provider-creations.ts';
import { confidential, expectNothingLeaked, meet, throughFaults, timeoutMs, unexpected } from './provider-faults.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { describeSequences } from './provider-sequences.ts';
import { ProviderService } from './provider-service.ts';

/** What every provider's adapter must do, through the real service; see {@link ProviderHarness}. */
export function describeProvider(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  describe(`billing at ${name}`, () => {
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

    /** An organization with a group, and a change of everything that an update can change. */
    async function prepare() {
      const organization = await service.createOrganization();
      const [websiteId] = await organization.addWebsites(1);
      const groupId = await organization.addGroup({ name: confidential.name });
      const change = {
        id: groupId,
        name: confidential.newName,
        externalId: confidential.externalId,
        addWebsiteIds: [websiteId],
        billingEnabled: true,
      };
      return { organization, groupId, change };
    }

    test('an entity is made once, however often billing is switched on', async () => {
      const { organization, groupId, change } = await prepare();
      for (const billingEnabled of [true, true, false, true])
        expect(await service.updateGroup(organization, { ...change, billingEnabled })).toMatchObject({
          __typename: 'UpdateGroupSuccess',
          group: { billingEnabled },
        });
      expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
    });

    test('many who switch billing on at once all succeed, with one entity', async () => {
      const { organization, groupId } = await prepare();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => service.updateGroup(organization, { id: groupId, billingEnabled: true })),
      );
      expect(new Set(results.map(({ __typename }) => __typename))).toEqual(new Set(['UpdateGroupSuccess']));
      expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
    });

    test('credits are set to absolute balances, a bucket at a time or both, and read back at once', async () => {
      const { organization, groupId, change } = await prepare();
      const credits = { groupId, monthly: 300, oneOff: 200 };
      expect(await service.setGroupCredits(organization, credits)).toMatchObject({
        __typename: 'GroupBillingNotProvisioned',
      });
      await service.updateGroup(organization, change);
      for (const [input, monthly, oneOff] of [
        [credits, 300, 200],
        [credits, 300, 200],
        [{ groupId, oneOff: 7 }, 300, 7],
        [{ groupId, monthly: 0 }, 0, 7],
        [{ groupId, monthly: 1_000_000_000 }, 1_000_000_000, 7],
        [{ groupId, oneOff: 0 }, 1_000_000_000, 0],
      ] as const) {
        expect(await service.setGroupCredits(organization, input)).toEqual({
          __typename: 'SetGroupCreditsSuccess',
          group: { credits: { total: monthly + oneOff, monthly: { balance: monthly }, oneOff: { balance: oneOff } } },
        });
        expect(await harness.balances(organization, groupId)).toEqual({ monthly, oneOff });
      }
    });

    test('a page of groups shows the credits of those that have an entity', async () => {
      const organization = await service.createOrganization();
      const billed: string[] = [];
      for (let n = 0; n < 6; n++) billed.push(await organization.addGroup({ name: `Group ${n}` }));
      const unbilled = await organization.addGroup({ name: 'Unbilled' });
      for (const [n, id] of billed.entries()) {
        await service.updateGroup(organization, { id, billingEnabled: true });
        await service.setGroupCredits(organization, { groupId: id, monthly: n, oneOff: 10 });
      }
      const { data, errors } = await service.send(organization, '{ groups { nodes { id credits { total } } } }', {});
      expect(errors).toBeUndefined();
      expect(data.groups.nodes).toEqual([
        ...billed.map((id, n) => ({ id, credits: { total: n + 10 } })),
        { id: unbilled, credits: null },
      ]);
    });

    test('a fault while billing is switched on changes nothing, and the same request succeeds after it', async () => {
      await throughFaults(harness, async (fault) => {
        if (fault.only === 'balances') return;
        const { organization, groupId, change } = await prepare();
        await meet(service, fault, organization, () => service.updateGroup(organization, change), 'UpdateGroupSuccess');
        expect((await service.books(organization, groupId)).entities).toBeLessThanOrEqual(1);
        expect(await service.updateGroup(organization, change)).toMatchObject({
          __typename: 'UpdateGroupSuccess',
          group: {
            name: change.name,
            externalId: change.externalId,
            billingEnabled: true,
            websites: { totalCount: 1 },
          },
        });
        expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
      });
    }, 120_000);

    test('a fault while credits are set is harmless, and the same request sets them after it', async () => {
      await throughFaults(harness, async (fault) => {
        if (fault.only === 'entity') return;
        const { organization, groupId, change } = await prepare();
        await service.updateGroup(organization, change);
        const credits = { groupId, monthly: 300, oneOff: 200 };
        await meet(
          service,
          fault,
          organization,
          () => service.setGroupCredits(organization, credits),
          'SetGroupCreditsSuccess',
        );
        expect(await service.setGroupCredits(organization, credits)).toMatchObject({
          group: { credits: { total: 500 } },
        });
        expect(await harness.balances(organization, groupId)).toEqual({ monthly: 300, oneOff: 200 });
        expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
      });
    }, 120_000);

    test('the database fails after the provider has succeeded: the retry finds the entity', async () => {
      const { organization, groupId, change } = await prepare();
      await service.failWrites(organization, true);
      const before = await service.stored(organization);
      expect(await service.updateGroup(organization, change)).toEqual(unexpected);
      expect(await service.stored(organization)).toBe(before);
      await service.failWrites(organization, false);
      expect(await service.updateGroup(organization, change)).toMatchObject({ __typename: 'UpdateGroupSuccess' });
      expect(await service.books(organization, groupId)).toEqual({ flag: true, entities: 1 });
    });

    test('a provider that is down leaves credits null, with an error there, and the rest of the answer', async () => {
      const { organization, groupId, change } = await prepare();
      await service.updateGroup(organization, change);
      const [fault] = Object.values(harness.faults).filter(({ expect: e, only }) => typeof e === 'object' && !only);
      await fault?.arm(organization);
      const read = () =>
        service.send(organization, 'query ($id: ID!) { group(id: $id) { name credits { total } } }', { id: groupId });
      const { data, errors } = await read();
      expect(data.group).toEqual({ name: change.name, credits: null });
      expect(errors).toMatchObject([{ path: ['group', 'credits'], extensions: { code: 'BILLING_PROVIDER_FAILED' } }]);
      await harness.mend(organization);
      expect((await read()).data.group.credits).toEqual({ total: 0 });
    });

    test('nothing that needs no billing waits for a provider that hangs', async () => {
      const { hang } = harness.faults;
      if (!hang || !harness.pending) return;
      const places = 20;
      const patient = await ProviderService.open(harness, {
        BILLING_TIMEOUT_MS: '60000',
        REQUEST_TIMEOUT_MS: '60000',
        MAX_CONCURRENT_REQUESTS: String(places),
      });
      try {
        const organization = await patient.createOrganization();
        const groups: string[] = [];
        for (let n = 0; n < 40; n++) groups.push(await organization.addGroup());
        await hang.arm(organization);
        const { pending } = harness;
        const before = pending();
        const hanging: Promise<unknown>[] = [];
        while (hanging.length < groups.length) {
          for (const id of groups.slice(hanging.length, hanging.length + places))
            hanging.push(patient.updateGroup(organization, { id, billingEnabled: true }).catch(() => {}));
          await eventually('All of them hang', () => pending() >= before + hanging.length, 30_000);
        }
        for (let round = 0; round < 10; round++) {
          const results = await Promise.all(
            groups.slice(0, places).map((id) => patient.updateGroup(organization, { id, name: `Name ${round}` })),
          );
          expect(results.every(({ __typename }) => __typename === 'UpdateGroupSuccess')).toBe(true);
        }
        expect(pending()).toBeGreaterThanOrEqual(before + groups.length);
        await patient.kill();
        await Promise.all(hanging);
      } finally {
        await patient.close();
      }
    }, 60_000);

    test('neither logs nor answers show a secret, and logs show no data of customers', () => {
      expectNothingLeaked(service);
    });
  });

  describeCreations(name, makeHarness);
  describeSequences(name, makeHarness);
}
