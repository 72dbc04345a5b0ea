import type { Pool } from 'pg';
import type { Config } from '../../config.ts';
import { conditionOf } from '../../database/connection/condition.ts';
import { inspectDatabase } from '../../database/inspect.ts';
import { schemaState, warningsOf } from '../../database/migrations/migrate.ts';
import { databaseCheck } from '../../database/readiness.ts';
import { outdatedRows, overdueStatement } from '../../jobs/purge.ts';
import { searchState } from '../../jobs/search-indexes.ts';
import { demoKeyHashes } from '../../organizations/demo-data.ts';
import { inspectWebhooks } from '../../webhooks/delivery/inspect.ts';
import { type Examined, examined, type Problem } from './check.ts';

const oldestServer = 140_000;
const mostClockSeconds = 2;
const mostOverdueSeconds = 2 * 3600;
const mostWebhookSeconds = 15 * 60;

/** What the database is, and whether it can be worked with. */
export async function examineDatabase(pool: Pool, config: Config): Promise<Examined[]> {
  const checks = [versionOf, icuOf, roleOf, schemaOf, clockOf, searchOf, purgeOf, webhooksOf, diskOf, demoKeysOf];
  const all: Examined[] = [];
  for (const check of checks) all.push(await check(pool, config));
  return all;
}

async function versionOf(pool: Pool): Promise<Examined> {
  const { rows } = await pool.query(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
  );
  const { version, number } = rows[0];
  return examined(
    'postgresql',
    `PostgreSQL ${version}`,
    number < oldestServer && { problem: 'it is older than version 14', remedy: 'upgrade the server' },
  );
}

/** Texts are ordered by ICU's rules: a library that orders otherwise makes indexes find nothing. */
async function icuOf(pool: Pool): Promise<Examined> {
  const { rows } = await pool.query(
    `SELECT collversion AS created, pg_collation_actual_version(oid) AS actual FROM pg_collation WHERE collname = 'und-x-icu'`,
  );
  const [icu] = rows;
  if (!icu)
    return examined('icu', 'no ICU collations', {
      problem: 'the server was built without ICU',
      remedy: 'use a build with ICU, which every usual build has',
    });
  return examined(
    'icu',
    `ICU collations of version ${icu.actual}`,
    icu.created !== icu.actual && {
      problem: `the indexes were made with version ${icu.created}: queries may not find existing rows`,
      remedy: 'REINDEX DATABASE, then ALTER COLLATION "und-x-icu" REFRESH VERSION',
    },
  );
}

async function roleOf(pool: Pool): Promise<Examined> {
  const { rows } = await pool.query('SELECT current_user AS role');
  const fault = await databaseCheck(pool)();
  const ofRole = fault && !fault.reason.startsWith('migration') ? fault : undefined;
  return examined(
    'role',
    `the role ${rows[0].role}`,
    ofRole && { problem: ofRole.text, remedy: 'grant it what docs/running.md lists under "Databases"' },
  );
}

async function schemaOf(pool: Pool): Promise<Examined> {
  const state = await schemaState(pool);
  const { pending, unfinished } = state;
  return examined(
    'schema',
    pending.length === 0 ? 'every migration is applied' : `${pending.length} migrations are not applied`,
    pending.length > 0 && { problem: `it lacks ${pending.join(', ')}`, remedy: 'run `npm run migrate`' },
    unfinished.length > 0 && {
      problem: `${unfinished.join(', ')} was started and not finished`,
      remedy: 'see docs/upgrading.md, "A schema that does not fit"',
    },
    ...warningsOf(state).map(
      (problem): Problem => ({ problem, remedy: 'see docs/upgrading.md, "A schema that does not fit"' }),
    ),
  );
}

async function clockOf(pool: Pool): Promise<Examined> {
  const { clockAhead } = await inspectDatabase(pool);
  const seconds = Math.abs(clockAhead).toFixed(1);
  return examined(
    'clock',
    `this clock and the database's differ by ${seconds} s`,
    Math.abs(clockAhead) > mostClockSeconds && {
      problem: `this machine is ${seconds} s ${clockAhead > 0 ? 'ahead' : 'behind'}`,
      remedy: 'check the time synchronization of both machines',
    },
  );
}

/** No problem: without them, searches are slower, and right. */
async function searchOf(pool: Pool): Promise<Examined> {
  const { unavailable, missing, indexes, search } = await searchState(pool);
  const lacking = indexes.filter(({ state }) => state !== 'valid').map(({ name }) => name);
  const found: Record<typeof search, string> = {
    unicode: 'indexes find parts of texts',
    ascii:
      'indexes find parts of texts of ASCII; other letters are looked for in every row, by the locale of the database',
    none: 'parts of texts are looked for in every row',
  };
  const reason = () => {
    if (unavailable.length > 0) return `the server lacks ${unavailable.join(' and ')}`;
    if (missing.length > 0)
      return `the database lacks the extensions ${missing.join(' and ')}, which a node makes if its role may`;
    return `${lacking.join(' and ')} are not ready, which a node makes if its role owns the tables`;
  };
  return examined('search', search === 'none' ? `${found.none}: ${reason()}` : found[search]);
}

async function purgeOf(pool: Pool, config: Config): Promise<Examined> {
  const overdue: { table: string; seconds: number }[] = [];
  for (const outdated of outdatedRows(config.CHANGE_HISTORY_DAYS)) {
    const { text, values } = overdueStatement(outdated);
    // A table that is not there is the schema's fault.
    const { rows } = await pool.query(text, values).catch(() => ({ rows: [{ seconds: 0 }] }));
    overdue.push({ table: outdated.name ?? outdated.table, seconds: rows[0].seconds });
  }
  const late = overdue.filter(({ seconds }) => seconds > mostOverdueSeconds);
  return examined(
    'purge',
    late.length === 0 ? 'outdated rows are removed' : 'outdated rows stay',
    ...late.map(({ table, seconds }) => ({
      problem: `rows of ${table} are outdated for ${Math.round(seconds / 3600)} h`,
      remedy:
        "start a node, which removes them every hour, or look in its log for 'outdated rows could not be removed'",
    })),
  );
}

async function webhooksOf(pool: Pool): Promise<Examined> {
  // Tables that are not there are the schema's fault.
  const { overdueSeconds } = await inspectWebhooks(pool).catch(() => ({ overdueSeconds: 0 }));
  const isLate = overdueSeconds > mostWebhookSeconds;
  return examined(
    'webhooks',
    isLate ? 'deliveries wait' : 'nothing waits for long',
    isLate && {
      problem: `a webhook has been due for ${Math.round(overdueSeconds / 60)} min, and its endpoint is not down`,
      remedy: "start a node, or look in the logs for 'a turn of delivering webhooks failed'",
    },
  );
}

/** Writes some megabytes, which are gone at once. */
async function diskOf(pool: Pool): Promise<Examined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN READ WRITE');
    await client.query(
      'CREATE TEMP TABLE group_gateway_doctor ON COMMIT DROP AS SELECT repeat(md5(n::text), 30) FROM generate_series(1, 4000) AS n',
    );
    return examined('disk', 'the database has room to write');
  } catch (error) {
    if (conditionOf(error) !== 'disk_full') return examined('disk', 'not tried: the role may make no temporary tables');
    return examined('disk', 'the database has no room to write', {
      problem: 'the disk of the database is full',
      remedy: 'free space there; changes then work again without a restart',
    });
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

/** Everybody knows these keys. They come into production with a dump. */
async function demoKeysOf(pool: Pool, config: Config): Promise<Examined> {
  const { rows } = await pool
    .query<{ prefix: string }>('SELECT prefix FROM api_keys WHERE hash = ANY($1) AND revoked_at IS NULL', [
      demoKeyHashes(),
    ])
    .catch(() => ({ rows: [] }));
  const isDemo = !config.DATABASE_URL && config.NODE_ENV !== 'production';
  return examined(
    'demo keys',
    rows.length === 0 ? 'none' : `${rows.length} demo keys${isDemo ? ' on the demo database' : ''}`,
    rows.length > 0 &&
      !isDemo && {
        problem: `${rows.length} demo keys, which everybody knows, are valid here`,
        remedy: 'revoke each: `npm run admin -- key list` and `key revoke`',
      },
  );
}
