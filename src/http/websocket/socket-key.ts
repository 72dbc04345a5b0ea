import type { IncomingHttpHeaders } from 'node:http';

/** What clients call a key in the payload of `connection_init`, where they cannot set headers. In lower case. */
const names = ['apikey', 'x-api-key'];

const bearerOf = (authorization: unknown) =>
  typeof authorization === 'string' ? /^Bearer +(.*)$/i.exec(authorization)?.[1] : undefined;

/** The headers that an operation of the socket has. */
export interface SocketHeaders extends Record<string, string | string[] | undefined> {
  'x-api-key'?: string;
}

/** Headers that say where a request comes from, and how it is to be answered. */
const kept = ['host', 'user-agent', 'accept-language', 'forwarded', 'x-forwarded-for', 'x-forwarded-proto'];

/**
 * The headers for the operations of a socket: its key, from the payload of `connection_init` or from the headers of the
 * upgrade, and what else of them matters. Of two different keys neither counts.
 */
export function socketHeaders(upgrade: IncomingHttpHeaders, payload: Record<string, unknown> = {}): SocketHeaders {
  const told = Object.entries(payload).map(([name, value]) => [name.toLowerCase(), value] as const);
  const keys = new Set([
    upgrade['x-api-key'],
    bearerOf(upgrade.authorization),
    ...told.filter(([name]) => names.includes(name)).map(([, value]) => value),
    ...told.filter(([name]) => name === 'authorization').map(([, value]) => bearerOf(value)),
  ]);
  const headers: SocketHeaders = {};
  for (const name of kept) if (upgrade[name] !== undefined) headers[name] = upgrade[name];
  for (const [name, value] of told) if (name === 'accept-language' && typeof value === 'string') headers[name] = value;
  const [key, ...others] = [...keys].filter(Boolean);
  if (typeof key === 'string' && others.length === 0) headers['x-api-key'] = key;
  return headers;
}
