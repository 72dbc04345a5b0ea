import type { ClientConfig } from 'pg';
import { rowTypes } from './row-types.ts';

/**
 * How a session reads and writes values, whatever the server, the database or the role has as its default. Prisma's
 * driver adapter reads and writes times right in UTC and ISO alone.
 */
const settings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO,MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
};

/** What an address may set otherwise. */
const preferences = {
  // Statements use the same indexes for all values of their parameters, and to plan one again costs more than to run
  // it.
  plan_cache_mode: 'force_generic_plan',
};

/** The schema that an address names as Prisma's addresses do; undefined for `public`. */
export function schemaOf(url: string): string | undefined {
  return new URL(url).searchParams.get('schema') || undefined;
}

/**
 * How to connect to the database at an address: what every connection of the service has in common. The address's own
 * `options` hold where they set something else than {@link settings}.
 *
 * @param readOnly whether PostgreSQL refuses all that writes
 */
export function connectionTo(url: string, { readOnly = false } = {}): ClientConfig & { connectionString: string } {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  // The driver would take them instead of ours.
  address.searchParams.delete('options');
  const schema = schemaOf(url) ?? 'public';
  const options = [
    inOptions({ ...preferences, search_path: identifier(schema) }),
    ...(given ? [given] : []),
    inOptions({ ...settings, ...(readOnly && { default_transaction_read_only: 'on' }) }),
  ];
  return { connectionString: given ? address.href : url, options: options.join(' '), types: rowTypes, keepAlive: true };
}

const identifier = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

const inOptions = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
    .join(' ');
