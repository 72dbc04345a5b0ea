import { openStatementCounter } from '../support/statement-counter.mjs';
import { operations } from './operations.mjs';

/** Enough for connections to be open and statements to be known before the counting begins. */
const [warmUp, counted] = [64, 64];

/**
 * Runs contestants through a proxy that counts, one after the other: what each operation takes in statements and in
 * round trips of PostgreSQL, per request.
 *
 * @param start starts a contestant on a database
 * @param load starts the load on it
 */
export async function countStatements(contestants, databaseUrl, { start, load }) {
  const counts = {};
  for (const contestant of contestants) {
    const counter = await openStatementCounter(databaseUrl);
    const server = await start(contestant, counter.url);
    const client = await load([server]);
    counts[contestant.name] = {};
    for (const operation of Object.keys(operations)) {
      await client.measure({ contestant: contestant.name, operation, requests: warmUp });
      const before = counter.read();
      await client.measure({ contestant: contestant.name, operation, requests: counted });
      const after = counter.read();
      const perRequest = (key) => Math.round(((after[key] - before[key]) / counted) * 10) / 10;
      counts[contestant.name][operation] = {
        statements: perRequest('statements'),
        roundTrips: perRequest('roundTrips'),
      };
    }
    client.stop();
    await server.stop();
    await counter.close();
  }
  return counts;
}
