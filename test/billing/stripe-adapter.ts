import { randomUUID } from 'node:crypto';
import { StripeBilling } from '../../src/billing/stripe.ts';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { databaseUrl } from '../support/organization.ts';
import { StripeServer } from './stripe-server.ts';

export interface StripeFixture {
  server: StripeServer;
  database: Database;
  /** Adapters as two nodes have them. */
  nodes: [StripeBilling, StripeBilling];
  close(): Promise<void>;
}

/** A local Stripe, and the adapter of two nodes that talk to it. */
export async function openStripe({ clock = () => new Date(), currency = 'usd' } = {}): Promise<StripeFixture> {
  const server = await StripeServer.open();
  server.books.clock = clock;
  const database = openDatabase(databaseUrl(), () => {});
  const node = () =>
    new StripeBilling(database.prisma, { apiUrl: server.url, secretKey: server.secretKey, currency }, clock);
  return {
    server,
    database,
    nodes: [node(), node()],
    async close() {
      await server.close();
      await database.close();
    },
  };
}

export const newGroup = () => ({ organizationId: randomUUID(), groupId: randomUUID() });

export const within = (ms: number) => AbortSignal.timeout(ms);
