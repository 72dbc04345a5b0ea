#!/usr/bin/env node
import { type Config, readConfig } from '../config.ts';
import { openCommandDatabase } from '../database/command.ts';
import { describeFault } from '../database/fault.ts';
import { migrate } from '../database/migrations/migrate.ts';
import { makeSearchIndexes } from '../jobs/search-indexes.ts';

/** `npm run migrate`: applies what DATABASE_URL, or else the embedded database, lacks. */
async function main(config: Config): Promise<void> {
  const database = await openCommandDatabase(config);
  try {
    const tell = (level: 'info' | 'warn', sentence: string) =>
      console[level === 'info' ? 'log' : 'error'](sentence.charAt(0).toUpperCase() + sentence.slice(1));
    const applied = await migrate(database.pool, tell, database.probe);
    if (applied.length === 0) console.log('Nothing to do: the database has every migration.');
    const made = await makeSearchIndexes(database.pool).catch((error: Error) => {
      console.log(`Indexes for searches could not be made (${error.message}): searches read every row.`);
      return [];
    });
    if (made.length > 0) console.log(`Made the indexes for searches ${made.join(', ')}.`);
  } finally {
    await database.close();
  }
}

let config: Config | undefined;
try {
  config = readConfig(process.env);
  await main(config);
} catch (error) {
  console.error(`group-gateway: ${describeFault(error, 'The migration failed', config?.DATABASE_URL)}`);
  process.exitCode = 1;
}
