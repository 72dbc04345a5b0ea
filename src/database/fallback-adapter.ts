import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import { adapterOf } from './client.ts';

/** The statement was cancelled, for its time was up: elsewhere it would take as long. */
const queryCanceled = '57014';

/**
 * Reads from a replica, and from the primary what the replica does not answer: it went away, or had to cancel the
 * statement to go on replaying. Reading again harms nothing.
 */
export function readOrFallBack(replica: Pool, primary: Pool, onFailure: () => void): SqlDriverAdapterFactory {
  const factory = adapterOf(replica);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const [first, second] = await Promise.all([factory.connect(), adapterOf(primary).connect()]);
      return {
        provider: first.provider,
        adapterName: first.adapterName,
        queryRaw: (query) =>
          first.queryRaw(query).catch((error: { cause?: { originalCode?: string } }) => {
            if (error.cause?.originalCode === queryCanceled) throw error;
            onFailure();
            return second.queryRaw(query);
          }),
        executeRaw: (query) => second.executeRaw(query),
        executeScript: (script) => second.executeScript(script),
        startTransaction: (isolationLevel) => second.startTransaction(isolationLevel),
        getConnectionInfo: () => first.getConnectionInfo?.() ?? { supportsRelationJoins: true },
        dispose: async () => {
          await Promise.all([first.dispose(), second.dispose()]);
        },
      };
    },
  };
}
