import { DatabaseError } from 'pg';

/** What an error of the database says about its condition. */
export const conditions = [
  'unreachable',
  'certificate',
  'login',
  'connections',
  'privileges',
  'read_only',
  'disk_full',
  'timeout',
  'conflict',
  'other',
] as const;
export type Condition = (typeof conditions)[number];

/** By SQLSTATE, or by its first two characters, which are its class. */
const bySqlState: Record<string, Condition> = {
  '57P01': 'unreachable', // it stops
  '57P02': 'unreachable',
  '57P03': 'unreachable', // it starts, or recovers
  '08': 'unreachable',
  '28': 'login',
  '3D': 'login', // no such database
  '53300': 'connections',
  '42501': 'privileges',
  '25006': 'read_only',
  '53100': 'disk_full',
  '57014': 'timeout',
  '55P03': 'timeout',
  '25P03': 'timeout',
  '23': 'conflict',
  '40': 'conflict',
};

const certificateCodes =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)|INVALID_CA)/;

export function conditionOf(error: unknown): Condition {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = String((first as { code?: string } | undefined)?.code ?? '');
  if (first instanceof DatabaseError) return bySqlState[code] ?? bySqlState[code.slice(0, 2)] ?? 'other';
  if (certificateCodes.test(code)) return 'certificate';
  // The driver's own errors, such as a time-out, have no code: the server did not answer.
  return 'unreachable';
}
