import { ConfigError } from '../config.ts';
import { EmbeddedDatabaseError } from './embedded/embedded-error.ts';

/** A database that cannot be worked with until somebody does something: the message says what. */
export class DatabaseNotReadyError extends Error {}

/**
 * What a fault says, on one line, for commands that end with it. Passwords in the database's address are left out,
 * whoever put them into the message.
 *
 * @param what failed, for errors that nobody worded for operators
 */
export function describeFault(error: unknown, what: string, databaseUrl: string | undefined): string {
  const worded = [ConfigError, EmbeddedDatabaseError, DatabaseNotReadyError].some((type) => error instanceof type);
  // Prisma's messages end with the reason, below an excerpt of the code.
  const reason = innermost(error).trim().split('\n').at(-1) ?? '';
  const line = (worded ? reason : `${what}: ${reason}`).replace(/\s+/g, ' ');
  return secretsOf(databaseUrl).reduce((text, secret) => text.replaceAll(secret, '***'), line);
}

/** A refused connection to several addresses is an AggregateError without a message of its own. */
function innermost(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as { code?: string }).code || error.name;
}

function secretsOf(databaseUrl: string | undefined): string[] {
  if (!databaseUrl || !URL.canParse(databaseUrl)) return [];
  const { password, searchParams } = new URL(databaseUrl);
  const given = [password, searchParams.get('password') ?? ''].filter((secret) => secret !== '');
  return [databaseUrl, ...given, ...given.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
