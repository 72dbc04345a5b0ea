import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { accountGroupUpdates } from './account-groups/update-account-group.service.ts';
import { Authenticator } from './auth/authenticate.ts';
import { KeyUsage } from './auth/key-usage.ts';
import { openBilling, openProvider } from './billing/open-provider.ts';
import { singleFlight } from './concurrency/single-flight.ts';
import type { Config } from './config.ts';
import { ChangeNotifier } from './database/change-notifier.ts';
import type { Database } from './database/client.ts';
import { inspectDatabase } from './database/inspect.ts';
import { migrate } from './database/migrations/migrate.ts';
import { openConfiguredDatabase } from './database/open.ts';
import { databaseCheck, sessionCheck } from './database/readiness.ts';
import { Replicas } from './database/replicas/replicas.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { readTrustedDocuments } from './graphql/documents/trusted-documents.ts';
import { groupUpdates } from './groups/update-group.service.ts';
import { createServer } from './http/http-server.ts';
import { createMetricsServer } from './http/metrics-server.ts';
import { startPurging } from './jobs/purge.ts';
import { startRenewingCredits } from './jobs/renew-credits.ts';
import { startSearchIndexes } from './jobs/search-indexes.ts';
import { startBoundingWebhooks } from './jobs/webhook-backlogs.ts';
import { Languages } from './languages/languages.service.ts';
import { createDemoData, demoKeysIn, publicKeys } from './organizations/demo-data.ts';
import { RateLimiter } from './rate-limit/rate-limiter.ts';
import { deliveriesCost } from './rate-limit/settlement.ts';
import type { Readiness } from './readiness.ts';
import { buildSchemas } from './schema/build-schema.ts';
import { StartError } from './start-error.ts';
import { createLogger } from './telemetry/log.ts';
import { showDatabase, showReadiness, showWebhooks } from './telemetry/metrics.ts';
import { startTelemetry } from './telemetry/start.ts';
import { version } from './version.ts';
import { Deliverer } from './webhooks/delivery/deliverer.ts';
import { inspectWebhooks } from './webhooks/delivery/inspect.ts';

/** How long a stopping node keeps serving while `/readyz` reports it, so that load balancers see it. */
const drainNoticeMs = 1000;
/** When what is still in flight is cut off: the process ends within 10 s. */
const drainMs = 7500;
/** When the process ends, even if something has not answered by then. Its end closes everything that is still open. */
const endMs = 9500;

/** How long after a signal to stop another one ends the process at once. */
const insistMs = 1000;

/** Names what to look at; the rest of an error, such as an address with a password, is not for every eye. */
const startError = (what: string) => (error: Error & { code?: string }) => {
  throw new StartError(`${what}: ${error.message || error.code}`.replace(/\s+/g, ' '));
};

const listenError = ({ HOST, PORT }: Config) =>
  function refuse(error: Error & { code?: string }): never {
    if (error.code === 'EADDRINUSE') error.message += '. Stop what listens there, or set another PORT.';
    return startError(`cannot listen at HOST ${HOST}, PORT ${PORT}`)(error);
  };

/** Says that a database has demo keys, if the database answers. The keys are refused in any case. */
async function warnOfDemoKeys(prisma: PrismaClient, log: Logger): Promise<void> {
  const found = await demoKeysIn(prisma).catch(() => []);
  if (found.length > 0)
    log.error(
      { keys: found.map(({ key }) => key) },
      'the database has demo keys, which everybody knows. With NODE_ENV=production the service refuses them. Revoke them ("npm run admin -- key list", "key revoke"), and do not serve this database without NODE_ENV=production',
    );
}

async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const endTelemetry = endpoint ? await startTelemetry(endpoint, config.OTEL_METRIC_EXPORT_INTERVAL, log) : undefined;
  const database = await openConfiguredDatabase(config, (err) => log.warn({ err }, 'a database connection broke'));
  const trustedDocuments = config.TRUSTED_DOCUMENTS
    ? await readTrustedDocuments(config.TRUSTED_DOCUMENTS)
    : new Map<string, string>();
  const redis = config.REDIS_URL ? (await import('./rate-limit/redis.ts')).openRedis(config.REDIS_URL, log) : undefined;
  const where = config.DATABASE_URL ? 'at DATABASE_URL' : `in ${config.DATA_DIR}`;
  const urls = config.DATABASE_REPLICA_URLS;
  const replicas = urls.length > 0 ? new Replicas(database, urls, config, log) : undefined;
  const closeDatabase = async () => {
    await replicas?.close();
    await database.close();
  };
  const changeNotifier = new ChangeNotifier(database.pool, (err) => log.warn({ err }, 'a database connection broke'));
  let draining = false;
  const checkSessions = sessionCheck(database);
  try {
    const wrong = await checkSessions();
    if (wrong) throw new StartError(wrong.text);
    if (config.MIGRATE_ON_START)
      await migrate(database.pool, (level, sentence) => log[level](sentence), database.probe).catch(
        startError(`cannot migrate the database ${where}`),
      );
    const readiness = readinessOf(database, checkSessions, () => draining);
    showReadiness(readiness);
    showDatabase(singleFlight(() => inspectDatabase(database.probe)));
    showWebhooks(singleFlight(() => inspectWebhooks(database.probe)));
    const production = config.NODE_ENV === 'production';
    if (production) await warnOfDemoKeys(database.prisma, log);
    const demo = !config.DATABASE_URL && !production;
    if (demo) await createDemoData(database.prisma);

    changeNotifier.start();
    const keyUsage = new KeyUsage(database.prisma);
    const webhookReach = { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE_ADDRESSES };
    const spending = RateLimiter.of('points', config.RATE_LIMIT_POINTS, config.RATE_LIMIT_WINDOW_S, redis);
    const app = await createServer({
      replicas,
      prisma: database.prisma,
      reads: database.reads,
      snapshots: database.snapshots,
      billing: await openBilling(config, database.prisma, log),
      languages: new Languages(database.prisma),
      keyUsage,
      changeNotifier,
      groupUpdates: groupUpdates(database.prisma, config.FAST_PATH),
      accountGroupUpdates: accountGroupUpdates(database.prisma, config.FAST_PATH),
      webhookReach,
      schemas: buildSchemas(),
      authenticator: new Authenticator(database.reads, production ? publicKeys() : [], (caller) =>
        keyUsage.note(caller),
      ),
      readiness,
      pages: {
        explorer: config.EXPLORER,
        reference: config.REST_FACES,
        demoKeys: async () => (demo ? demoKeysIn(database.prisma) : []),
      },
      log,
      config,
      redis,
      spending,
      trustedDocuments,
    });
    // A connection that stays open after its last answer would hold the end up.
    app.addHook('onSend', async (_request, reply) => {
      if (draining) reply.header('connection', 'close');
    });
    const metrics = await createMetricsServer(config, log);
    if (config.METRICS_PORT !== undefined)
      await metrics
        .listen({
          host: config.HOST,
          port: config.METRICS_PORT,
          listenTextResolver: (at) => `metrics at ${at}/metrics`,
        })
        .catch(startError(`cannot listen at HOST ${config.HOST}, METRICS_PORT ${config.METRICS_PORT}`));
    await app
      .listen({ host: config.HOST, port: config.PORT, listenTextResolver: (at) => `listening at ${at}` })
      .catch(listenError(config));
    if (demo) for (const { key, about } of await demoKeysIn(database.prisma)) log.info(`demo key ${key}: ${about}`);
    log.info(
      `group-gateway ${version} is ready: GraphQL at ${address(app)}/graphql${config.EXPLORER ? ` and its explorer at ${address(app)}` : ''}`,
    );
    keyUsage.start(log);
    const endRenewingCredits = startRenewingCredits(await openProvider(config, database.prisma), log);
    const endPurging = startPurging(database.prisma, config.CHANGE_HISTORY_DAYS, log);
    const endBoundingWebhooks = startBoundingWebhooks(database.prisma, log);
    const endSearchIndexes = startSearchIndexes(database.pool, log);

    const deliverer = new Deliverer(database.prisma, webhookReach, log, (organizationId, attempts) => {
      void spending?.charge(organizationId, deliveriesCost(attempts));
    });

    return async () => {
      draining = true;
      await new Promise((done) => setTimeout(done, drainNoticeMs));
      await Promise.all([close(app), deliverer.close()]);
      await changeNotifier.close();
      await endRenewingCredits();
      redis?.disconnect();
      await endPurging();
      await endBoundingWebhooks();
      await endSearchIndexes();
      await keyUsage.close().catch((err) => log.warn({ err }, 'could not write when keys were last used'));
      await closeDatabase();
      await metrics.close();
      await endTelemetry?.();
    };
  } catch (error) {
    await changeNotifier.close();
    redis?.disconnect();
    await closeDatabase();
    throw error;
  }
}

/**
 * One check of the database serves all callers that come while it runs, such as load balancers and Prometheus: it may
 * take seconds.
 */
function readinessOf(
  database: Database,
  checkSessions: ReturnType<typeof sessionCheck>,
  isStopping: () => boolean,
): Readiness {
  const checkDatabase = databaseCheck(database.probe);
  const check = async () => (await checkDatabase()) ?? (await checkSessions());
  let underWay: ReturnType<typeof check> | undefined;
  return async () => {
    if (isStopping()) return [{ reason: 'stopping', text: 'the service is stopping' }];
    underWay ??= check().finally(() => {
      underWay = undefined;
    });
    const fault = await underWay;
    return fault ? [fault] : [];
  };
}

function address(app: FastifyInstance): string {
  const [{ address: host, port, family }] = app.addresses() as [{ address: string; port: number; family: string }];
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

async function close(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), drainMs);
  await app.close();
  clearTimeout(cutOff);
}

/** Serves until a signal stops the process, and then ends it. */
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
        log.warn('a part of the service does not close: stopping without it');
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
