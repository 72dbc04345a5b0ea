import { randomUUID } from 'node:crypto';
import type { BilledGroup } from '../../src/billing/provider.ts';
import { StripeBilling } from '../../src/billing/stripe/provider.ts';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { databaseUrl } from '../support/organization.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';
import { StripeServer } from './stripe-server.ts';

export interface StripeFixture {
  server: StripeServer;
  database: Database;
  /** Adapters as two nodes have them. */
  nodes: [StripeBilling, StripeBilling];
  close(): Promise<void>;
}

/**
 * A local Stripe, and the adapter of two nodes that talk to it.
 *
 * @param alone on a database of its own, for what looks at the customers of all groups
 */
export async function openStripe({
  clock = () => new Date(),
  currency = 'usd',
  alone = false,
} = {}): Promise<StripeFixture> {
  const server = await StripeServer.open();
  server.books.clock = clock;
  const own = alone ? await createDatabase(serverUrl()) : undefined;
  const database = openDatabase(own?.url ?? databaseUrl(), () => {});
  if (own) await migrate(database.pool);
  const node = () =>
    new StripeBilling(database.prisma, { apiUrl: server.url, secretKey: server.secretKey, currency }, clock);
  return {
    server,
    database,
    nodes: [node(), node()],
    async close() {
      await server.close();
      await database.close();
      await own?.drop();
    },
  };
}

export const newGroup = () => ({ organizationId: randomUUID(), groupId: randomUUID() });

/** Of the record that the adapter keeps of a group's customer. */
export const recordOf = ({ organizationId, groupId }: BilledGroup) => ({ organizationId, entityId: groupId });

export const within = (ms: number) => AbortSignal.timeout(ms);
