import fc from 'fast-check';
import { newPlace, type Place } from './place.ts';
import { step, Use } from './random-use.ts';

/*
 * Random uses of a client: pages of lists, look-ups, endless lists and mutations in any order. Whatever the cache answers
 * is compared with what the service says at that moment. TEST_CLIENT_USES sets how many; CI runs a thousand.
 */
const uses = Number(process.env.TEST_CLIENT_USES ?? (process.env.CI ? 1000 : 40));

/** So many take place at once, each in an organization of its own, which the next ones find as it was left. */
const lanes = 4;
const usesOfPlace = 25;

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
  30_000 + 3000 * uses,
);
