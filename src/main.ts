#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { EmbeddedDatabaseError } from './database/embedded/embedded-error.ts';
import { StartError } from './start-error.ts';
import { version } from './version.ts';

const help = `Usage: group-gateway [--help | --version]

Serves GraphQL at http://localhost:4000/graphql until you stop it. Environment variables configure it, among them:

  HOST, PORT     the address to listen on (127.0.0.1, 4000)
  DATABASE_URL   PostgreSQL 14 or later (without it, an embedded PostgreSQL in DATA_DIR)
  DATA_DIR       the folder of the embedded PostgreSQL (.data)
  NODE_ENV       "production" means no demo data, and demo keys are refused

docs/running.md lists all of them. Other commands: group-gateway-admin, group-gateway-migrate.
`;

const wrongUse = 2;

/** Ends the process unless the service is to start. */
function readArguments(): void {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
    const { values } = parseArgs({ options });
    if (!values.help && !values.version) return;
    process.stdout.write(values.help ? help : `${version}\n`);
    process.exit(0);
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    console.error(`group-gateway: ${fault}. Use --help or --version. Environment variables configure the service.`);
    process.exit(wrongUse);
  }
}

/**
 * npm puts a shell between itself and this process. Told to stop, it stops the shell alone, and most shells do not pass that
 * on: the service would live on, with the port and the database. So it stops when its parent is gone.
 */
function stopWithNpm(): void {
  if (!['start', 'npx'].includes(process.env.npm_lifecycle_event ?? '') || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch));
}

readArguments();
stopWithNpm();
try {
  const config = readConfig(process.env);
  const { serve } = await import('./server.ts'); // takes a second, which who has a wrong variable need not wait for
  await serve(config);
} catch (error) {
  const known = [ConfigError, EmbeddedDatabaseError, StartError].some((kind) => error instanceof kind);
  console.error(known ? `group-gateway: ${(error as Error).message}` : error);
  process.exit(1);
}
