import { ConfigError, readConfig } from './config.ts';
import { EmbeddedDatabaseError } from './database/embedded-error.ts';
import { StartError } from './start-error.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { serve } = await import('./serve.ts'); // takes a second, which who has a wrong variable need not wait for
  await serve(config);
}

main().catch((error: unknown) => {
  const known = [ConfigError, EmbeddedDatabaseError, StartError].some((kind) => error instanceof kind);
  console.error(known ? `group-gateway: ${(error as Error).message}` : error);
  process.exit(1);
});
