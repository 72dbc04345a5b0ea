import { Pool } from 'pg';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { openCommandDatabase } from '../database/command.ts';
import { conditionOf } from '../database/connection/condition.ts';
import { DatabaseNotReadyError, describeFault } from '../database/fault.ts';
import { version } from '../version.ts';
import type { AdminCommand } from './admin-command.ts';
import { type Examined, examined } from './doctor/check.ts';
import { table } from './output.ts';
import { subcommand } from './run.ts';

const hasProblems = 1;
const answerMs = 5000;

export function addDoctorCommand(admin: AdminCommand): void {
  subcommand(
    admin,
    'doctor',
    'Check the installation, and say what to do about each problem. Changes nothing. Reads the same environment variables as the service: run it with those of a node. Exits with 1 if there is a problem.',
    ['doctor', 'doctor --json'],
  ).action(async ({ json }: { json?: boolean }) => {
    const all = await examine();
    const problems = all.flatMap(({ check, problems }) => problems.map((problem) => ({ check, ...problem })));
    if (problems.length > 0) process.exitCode = hasProblems;
    const document = { version, healthy: problems.length === 0, checks: all };
    console.log(json ? JSON.stringify(document, null, 2) : text(all, problems));
  });
}

function text(all: Examined[], problems: { check: string; problem: string; remedy: string }[]): string {
  const columns = {
    check: ({ check }: Examined) => check,
    '': ({ problems }: Examined) => (problems.length === 0 ? 'ok' : 'PROBLEM'),
    found: ({ found }: Examined) => found,
  };
  return [
    table(all, columns, ''),
    '',
    ...problems.map(({ check, problem, remedy }) => `${check}: ${problem}.\n  ${remedy}.`),
    problems.length === 0 ? 'All is well.' : `${problems.length} problems.`,
  ].join('\n');
}

async function examine(): Promise<Examined[]> {
  const { examineRedis, examineVersion } = await import('./doctor/surroundings.ts');
  const version = examineVersion();
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      version,
      examined('settings', 'a variable is wrong', { problem: error.message, remedy: 'correct the variable' }),
    ];
  }
  const settings = examined(
    'settings',
    config.NODE_ENV === 'production' ? 'production' : `NODE_ENV is ${config.NODE_ENV}`,
  );
  return [version, settings, await examineRedis(config.REDIS_URL), ...(await examineServer(config))];
}

/** The database, and what can be looked at with it alone. */
async function examineServer(config: Config): Promise<Examined[]> {
  const { examineDatabase } = await import('./doctor/database.ts');
  const { examinePooler, examineSessions } = await import('./doctor/sessions.ts');
  const { examineBilling, examineEmbeddedDisk, examineReplicas } = await import('./doctor/surroundings.ts');
  let database: Awaited<ReturnType<typeof openCommandDatabase>>;
  try {
    database = await openCommandDatabase(config);
  } catch (error) {
    return [unreachable(error, config)];
  }
  const pool = new Pool({
    ...database.probe.options,
    application_name: 'group-gateway doctor',
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  pool.on('error', () => {});
  try {
    return [
      examined('database', 'the database answers'),
      ...(await examineDatabase(pool, config)),
      ...(config.DATABASE_URL ? [] : [await examineEmbeddedDisk(config.DATA_DIR)]),
      ...(await examineSessions(pool, config)),
      await examinePooler(pool.options),
      ...(await examineReplicas(pool, config.DATABASE_REPLICA_URLS)),
      await examineBilling(config, database.prisma),
    ];
  } catch (error) {
    return [unreachable(error, config)];
  } finally {
    await pool.end();
    await database.close();
  }
}

function unreachable(error: unknown, config: Config): Examined {
  const cause = error instanceof DatabaseNotReadyError ? error.cause : error;
  const remedies: Partial<Record<ReturnType<typeof conditionOf>, string>> = {
    certificate: 'renew the certificate of the server, or trust its issuer (NODE_EXTRA_CA_CERTS)',
    login: 'check the user, the password and the name of the database in DATABASE_URL',
    connections: 'close unused connections, or raise max_connections',
  };
  const remedy = remedies[conditionOf(cause)] ?? 'check the server, its log, and the network to it';
  return examined('database', 'the database does not work', {
    problem: describeFault(error, 'the database does not answer', config.DATABASE_URL).replace(/\.$/, ''),
    remedy,
  });
}
