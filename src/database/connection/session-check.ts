import { Prisma } from '../../generated/prisma/client.ts';
import type { Database } from '../client.ts';
import { DatabaseNotReadyError } from '../fault.ts';
import { schemaOf } from './connection.ts';

const remedy = (setting: string, value: string) =>
  `The service asks for it when it connects, but something on the way, such as PgBouncer, leaves that out. Set it in PostgreSQL: ALTER ROLE <role> SET ${setting} = '${value}'.`;

interface Session {
  time: Date;
  ms: number;
  isolation: string;
  schema: string | null;
}

/**
 * Writes a time and reads it, by Prisma and by the driver, and looks at what else the service relies on.
 *
 * @throws DatabaseNotReadyError where a session is not as the service needs it
 */
export async function checkSessions({ prisma, pool, reads, url }: Database): Promise<void> {
  const sent = new Date();
  const query = Prisma.sql`
    SELECT time, (extract(epoch FROM time) * 1000)::float8 AS ms, current_schema()::text AS schema,
      current_setting('default_transaction_isolation') AS isolation
    FROM (SELECT ${sent}::timestamptz AS time) AS sent`;
  const ways: Record<string, Session[]> = {
    Prisma: await prisma.$queryRaw<Session[]>(query),
    'the driver': (await pool.query(query.text, query.values)).rows,
    'the reading connections': await reads.read<Session[]>(query),
  };
  for (const [way, [found]] of Object.entries(ways)) {
    const { time, ms, isolation, schema } = found as Session;
    const wrong = [time.getTime(), ms].find((each) => each !== sent.getTime());
    if (wrong !== undefined)
      throw new DatabaseNotReadyError(
        `The database's sessions do not use UTC and ISO: a time that ${way} writes and reads is ${told(wrong, sent)}. ${remedy('TimeZone', 'UTC')} The same for DateStyle, 'ISO'.`,
      );
    if (isolation !== 'read committed')
      throw new DatabaseNotReadyError(
        `The database's transactions are "${isolation}" but must be "read committed". ${remedy('default_transaction_isolation', 'read committed')}`,
      );
    const wanted = schemaOf(url) ?? 'public';
    if (schema === null)
      throw new DatabaseNotReadyError(`The database has no schema "${wanted}", or the role may not use it.`);
  }
}

function told(wrong: number, sent: Date): string {
  if (Number.isNaN(wrong)) return 'not read as a time';
  const minutes = Math.round((wrong - sent.getTime()) / 60_000);
  return `${Math.abs(minutes)} minutes too ${minutes > 0 ? 'late' : 'early'}`;
}
