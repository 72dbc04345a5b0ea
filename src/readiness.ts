/** Why a node cannot serve, as metrics and alerts name it. */
export const notReadyReasons = [
  'stopping',
  'database_unreachable',
  'database_certificate',
  'database_login',
  'database_connections',
  'database_privileges',
  'database_read_only',
  'database_sessions',
  'migrations_pending',
  'migration_unfinished',
] as const;
export type NotReadyReason = (typeof notReadyReasons)[number];

export interface NotReady {
  reason: NotReadyReason;
  /** The same for people, with what to do about it. */
  text: string;
}

/** Why the service cannot serve now; empty where it can. */
export type Readiness = () => Promise<NotReady[]>;
