import { stdSerializers } from 'pino';

/**
 * An error as the log has it: its code, its message and its stack. Whatever else it carries is left out, since
 * PostgreSQL's details quote the row that it refused.
 */
export function loggedError(error: Error & { code?: unknown }) {
  const { type, message, stack } = stdSerializers.err(error);
  return { type, code: error.code, message, stack };
}
