import fc from 'fast-check';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { groupHistory } from './history.ts';

/** Changes of a group; indexes stand for websites. */
const input = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c'),
    externalId: fc.constantFrom('x', 'y', null),
    billingEnabled: fc.boolean(),
    addWebsiteIds: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    removeWebsiteIds: fc.subarray([4, 5, 6, 7], { minLength: 1 }),
    swap: fc.boolean(),
  },
  { requiredKeys: ['swap'] },
);

const state = `query ($id: ID!) { group(id: $id) { name externalId billingEnabled revision websites(first: 100) { nodes { id } } } }`;

test('replaying the history from its start leads to the group as it is, whoever changed it at once', async () => {
  const organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(8);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(input, { minLength: 1, maxLength: 3 }), { maxLength: 5 }), async (rounds) => {
      const id = await organization.addGroup({ name: 'start' });
      for (const inputs of rounds)
        await Promise.all(
          inputs.map(({ swap, addWebsiteIds, removeWebsiteIds, externalId, ...change }) => {
            const ids = (indexes: number[]) => indexes.map((n) => websiteIds[swap ? 7 - n : n] as string);
            const full = {
              id,
              ...change,
              ...(externalId !== undefined && { externalId: externalId && `${externalId} ${id}` }),
              ...(addWebsiteIds && { addWebsiteIds: ids(addWebsiteIds) }),
              ...(removeWebsiteIds && { removeWebsiteIds: ids(removeWebsiteIds) }),
            };
            return Object.keys(full).length > 1 ? updateGroup(organization.key, full) : undefined;
          }),
        );
      const replayed = {
        name: 'start',
        externalId: null as string | null,
        billingEnabled: false,
        revision: 1,
        websites: new Set<string>(),
      };
      for (const change of (await groupHistory(organization.key, id)).reverse()) {
        for (const field of ['name', 'externalId', 'billingEnabled'] as const)
          if (change[field]) {
            expect(change[field].from).toBe(replayed[field]);
            expect(change[field].to).not.toBe(change[field].from);
            Object.assign(replayed, { [field]: change[field].to });
          }
        for (const website of change.websitesAdded) {
          expect(replayed.websites.has(website.id)).toBe(false);
          replayed.websites.add(website.id);
        }
        for (const website of change.websitesRemoved) expect(replayed.websites.delete(website.id)).toBe(true);
        expect(change.revision).toBe(replayed.revision + 1);
        replayed.revision = change.revision;
      }
      const { group } = await data(organization.key, state, { id });
      expect({ ...replayed, websites: [...replayed.websites].sort() }).toEqual({
        ...group,
        websites: group.websites.nodes.map((website: { id: string }) => website.id).sort(),
      });
    }),
    { numRuns: 40 },
  );
}, 60_000);
