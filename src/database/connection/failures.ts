import { DatabaseError } from 'pg';
import { CallerError, DatabaseBusyError } from '../../errors.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const queryCanceled = '57014';
const invalidStatementName = '26000';

/** What PostgreSQL said of a statement, or of the connection. */
interface Refusal {
  /** The SQLSTATE. */
  code: string | undefined;
  severity: string | undefined;
}

/** What PostgreSQL said, to the driver or to Prisma; undefined for every other error. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof DatabaseError) return error;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const { cause } = (error.meta?.driverAdapterError ?? {}) as { cause?: { originalCode?: string; severity?: string } };
  // What Prisma has a kind of its own for is about the statement.
  return cause?.originalCode ? { code: cause.originalCode, severity: cause.severity ?? 'ERROR' } : undefined;
}

/** The SQLSTATE of a statement that PostgreSQL refused; undefined for every other error. */
export const sqlState = (error: unknown): string | undefined => refusalOf(error)?.code;

/** Whether PostgreSQL refused a statement, and goes on: nothing of it was written. */
export const isStatementFailure = (error: unknown): boolean => refusalOf(error)?.severity === 'ERROR';

/** Whether a statement was sent by a name only, behind one that was to give it that name and failed. */
export const isUnprepared = (error: unknown): boolean => sqlState(error) === invalidStatementName;

/** What the driver tells by its message alone; errors of sockets and of TLS have a code. */
const lost =
  /^(Connection terminated|Client (has encountered|was closed)|Query read timeout|timeout expired|The(re was| server) .*SSL connection)/;

/** Whether the driver's connection failed: it broke, could not be made, or PostgreSQL ended it. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.severity !== 'ERROR';
  if (error instanceof CallerError) return false; // it never got to a connection
  return error instanceof Error && ('code' in error || lost.test(error.message));
}

const busy = new DatabaseBusyError();

/** Whether a statement got no connection in time, as others have them all; Prisma keeps the code or the message alone. */
export const isBusy = (error: unknown): boolean =>
  error instanceof DatabaseBusyError ||
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === busy.code) ||
  (error instanceof Error &&
    /timeout exceeded when trying to connect|Unable to start a transaction/.test(error.message));

/** Whether a statement or its transaction took longer than it may, or was ended for it by somebody. */
export const isStatementTimeout = (error: unknown): boolean =>
  sqlState(error) === queryCanceled ||
  (error instanceof Prisma.PrismaClientKnownRequestError && /on an expired transaction/.test(error.message));
