import { openStatementCounter } from '../support/statement-counter.mjs';
import { operations } from './operations.mjs';

/** All rows have changed once before the counting begins, so that each change that is counted changes something. */
const [warmUp, counted] = [100, 100];

/** Where the changes of the next contestant begin, far from what the others did. */
const apart = 10_000;

/**
 * Runs contestants through a proxy that counts, one after the other: what each operation takes in statements of
 * PostgreSQL, per request. All are of one organization, as looking its key up would be a statement every two seconds.
 */
export async function countStatements(contestants, { url, data, start, load }, names = Object.keys(operations)) {
  const narrow = { organizations: data.organizations.slice(0, 1), partners: data.partners.slice(0, 1) };
  const counts = {};
  for (const [n, contestant] of contestants.entries()) {
    const counter = await openStatementCounter(url);
    const server = await start(contestant, { url: counter.url });
    const client = await load([server], { data: narrow, from: (n + 1) * apart });
    counts[contestant.name] = {};
    for (const operation of names) {
      // One after the other: several that come together may be one statement, and how many do is chance.
      const alone = { contestant: contestant.name, operation, concurrency: 1 };
      await client.measure({ ...alone, requests: warmUp });
      const before = counter.read();
      const { requests } = await client.measure({ ...alone, requests: counted });
      // Whole quarters: what the process asks beside its requests, such as for the key, is less.
      counts[contestant.name][operation] = Math.floor(((counter.read() - before) / requests) * 4) / 4;
    }
    client.stop();
    await server.stop();
    await counter.close();
  }
  return counts;
}
