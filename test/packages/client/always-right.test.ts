import fc from 'fast-check';
import { TestOrganization } from '../../support/organization.ts';
import { type Place, step, Use } from './random-use.ts';

/*
 * Random uses of a client: pages of lists, look-ups, endless lists and mutations in any order. Whatever the cache answers
 * is compared with what the service says at that moment. TEST_CLIENT_USES sets how many; CI runs a thousand.
 */
const uses = Number(process.env.TEST_CLIENT_USES ?? (process.env.CI ? 1000 : 40));

/** So many take place at once, each in an organization of its own, which the next ones find as it was left. */
const lanes = 4;
const usesOfPlace = 25;

async function newPlace(): Promise<Place> {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(5);
  const groups = await organization.addGroups(5, (n) => ({ name: `group ${n}`, websiteIds: websites.slice(n % 3, 4) }));
  const accountGroups = [
    await organization.addAccountGroup({ names: { 1: 'able' } }),
    await organization.addAccountGroup({ customerCareAccess: true }),
  ];
  const accounts = await organization.addStaffAccounts(accountGroups[0] as string, 3);
  return { organization, seen: { groups, websites, accountGroups, accounts } };
}

test(
  `what the cache answers is what the service would answer, in ${uses} uses`,
  async () => {
    let fromCache = 0;
    const lane = async () => {
      let place: Place;
      let done = 0;
      const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        if (done++ % usesOfPlace === 0) place = await newPlace();
        const use = new Use(place);
        for (const each of steps) await use.take(each);
        await use.end();
        fromCache += use.fromCache;
      });
      await fc.assert(property, { numRuns: Math.ceil(uses / lanes), endOnFailure: true });
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    // It is a cache nevertheless.
    expect(fromCache).toBeGreaterThan(uses / 10);
  },
  30_000 + 1500 * uses,
);
