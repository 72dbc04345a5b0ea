import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { accountGroupUpdates } from './account-groups/update-account-group.service.ts';
import { Authenticator } from './auth/authenticate.ts';
import { KeyUsage } from './auth/key-usage.ts';
import { openBilling, openProvider } from './billing/open-provider.ts';
import { startUpkeep } from './billing/upkeep.ts';
import type { Config } from './config.ts';
import { Announcements } from './database/announcements.ts';
import { createDemoData, demoKeys } from './database/demo.ts';
import { migrate } from './database/migrations.ts';
import { openConfiguredDatabase } from './database/open.ts';
import { startPurging } from './database/purge.ts';
import { databaseCheck } from './database/readiness.ts';
import { Replicas } from './database/replicas.ts';
import { createLogger } from './gateway/log.ts';
import { createServer } from './gateway/server.ts';
import { readTrustedDocuments } from './gateway/trusted-documents.ts';
import { groupUpdates } from './groups/update-group.service.ts';
import { Languages } from './languages/languages.service.ts';
import { buildSchemas } from './schema/build-schema.ts';
import { StartError } from './start-error.ts';
import { startTelemetry } from './telemetry/start.ts';

/** How long a node that is told to stop goes on serving while `/readyz` says so, for load balancers to see it. */
const announceMs = 1000;
/** When what is still in flight is cut off: the process ends within 10 s. */
const drainMs = 7500;
/** When the process ends, whoever has not answered by then: its end closes whatever is still open. */
const endMs = 9500;

/** How long after a signal to stop another one ends the process at once. */
const insistMs = 1000;

/** Names what to look at; the rest of an error, such as an address with a password, is not for every eye. */
const startError = (what: string) => (error: Error & { code?: string }) => {
  throw new StartError(`${what}: ${error.message || error.code}`.replace(/\s+/g, ' '));
};

async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const endTelemetry = endpoint ? await startTelemetry(endpoint, config.OTEL_METRIC_EXPORT_INTERVAL, log) : undefined;
  const database = await openConfiguredDatabase(config, (err) => log.warn({ err }, 'a database connection broke'));
  const trustedDocuments = config.TRUSTED_DOCUMENTS
    ? await readTrustedDocuments(config.TRUSTED_DOCUMENTS)
    : new Map<string, string>();
  const redis = config.REDIS_URL
    ? (await import('./shared-state/redis.ts')).openRedis(config.REDIS_URL, log)
    : undefined;
  const where = config.DATABASE_URL ? 'at DATABASE_URL' : `in ${config.DATA_DIR}`;
  const urls = config.DATABASE_REPLICA_URLS;
  const replicas = urls.length > 0 ? new Replicas(database, urls, config, log) : undefined;
  const closeDatabase = async () => {
    await replicas?.close();
    await database.close();
  };
  const announcements = new Announcements(database.pool, (err) => log.warn({ err }, 'a database connection broke'));
  let draining = false;
  try {
    if (config.MIGRATE_ON_START)
      for (const name of await migrate(database.pool).catch(startError(`cannot migrate the database ${where}`)))
        log.info({ migration: name }, 'applied a migration');
    const demo = !config.DATABASE_URL && config.NODE_ENV !== 'production';
    if (demo) await createDemoData(database.prisma);

    announcements.start();
    const keyUsage = new KeyUsage(database.prisma);
    const app = await createServer({
      reader: database.reader,
      replicas,
      stores: {
        prisma: database.prisma,
        billing: await openBilling(config, database.prisma, log),
        languages: new Languages(database.prisma),
        keyUsage,
        announcements,
        groupUpdates: groupUpdates(database.prisma),
        accountGroupUpdates: accountGroupUpdates(database.prisma),
      },
      schemas: buildSchemas(),
      authenticator: new Authenticator(database.prisma, (caller) => keyUsage.note(caller)),
      checks: [async () => (draining ? 'the service is stopping' : undefined), databaseCheck(database.probe)],
      pages: { explorer: config.EXPLORER, demoKeys: async () => (demo ? demoKeys(database.prisma) : []) },
      log,
      config,
      redis,
      trustedDocuments,
    });
    // A connection that stays open after its last answer would hold the end up.
    app.addHook('onSend', async (_request, reply) => {
      if (draining) reply.header('connection', 'close');
    });
    await app
      .listen({ host: config.HOST, port: config.PORT, listenTextResolver: (at) => `listening at ${at}` })
      .catch(startError(`cannot listen at HOST ${config.HOST}, PORT ${config.PORT}`));
    if (demo) for (const { key, about } of await demoKeys(database.prisma)) log.info(`demo key ${key}: ${about}`);
    log.info(
      `ready: GraphQL at ${address(app)}/graphql${config.EXPLORER ? ` and its explorer at ${address(app)}` : ''}`,
    );
    keyUsage.start(log);
    const endUpkeep = startUpkeep(await openProvider(config, database.prisma), log);
    const endPurging = startPurging(database.prisma, config.CHANGE_HISTORY_DAYS, log);

    return async () => {
      draining = true;
      await new Promise((done) => setTimeout(done, announceMs));
      await close(app);
      await announcements.close();
      await endUpkeep();
      redis?.disconnect();
      await endPurging();
      await keyUsage.close().catch((err) => log.warn({ err }, 'when keys were used last could not be written'));
      await closeDatabase();
      await endTelemetry?.();
    };
  } catch (error) {
    await announcements.close();
    redis?.disconnect();
    await closeDatabase();
    throw error;
  }
}

function address(app: FastifyInstance): string {
  const [{ address: host, port, family }] = app.addresses() as [{ address: string; port: number; family: string }];
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

async function close(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), drainMs);
  await app.close();
  clearTimeout(cutOff);
}

/** Serves until the process is told to stop, which then ends it. */
export async function serve(config: Config): Promise<void> {
  const log = await createLogger(config.LOG_LEVEL);
  const started = start(config, log);
  let stoppingSince: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stoppingSince !== undefined) {
        // The second time somebody means it. One key press may arrive twice, through the shell and from npm.
        if (performance.now() - stoppingSince > insistMs) process.exit(1);
        return;
      }
      stoppingSince = performance.now();
      log.info({ signal }, 'stopping');
      setTimeout(() => {
        log.warn('something that should close does not answer: it is left behind');
        process.exit(0);
      }, endMs).unref();
      started
        .then((stop) => stop())
        .then(
          () => process.exit(0),
          (err) => {
            log.error({ err }, 'the service did not stop in order');
            process.exit(1);
          },
        );
    });
  await started;
}
