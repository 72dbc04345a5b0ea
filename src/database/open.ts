import type { Config } from '../config.ts';
import { type Database, openDatabase } from './client.ts';
import { openEmbeddedDatabase } from './embedded/open.ts';

/**
 * Opens the database that the configuration names: the given one, or the embedded one, which this process then has
 * to itself and stops when it closes.
 */
export async function openConfiguredDatabase(config: Config, onError: (error: Error) => void): Promise<Database> {
  if (config.DATABASE_URL) return openDatabase(config.DATABASE_URL, onError, config);
  const embedded = await openEmbeddedDatabase(config.DATA_DIR);
  const database = openDatabase(embedded.url, onError, config);
  return {
    ...database,
    async close() {
      await database.close();
      await embedded.stop();
    },
  };
}
