import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * As whom PostgreSQL's commands run: it refuses to run as root, as containers often do, and `initdb` for a user id without
 * a name, as platforms assign them.
 */
export interface Account {
  /** What comes before a command. */
  prefix: string[];
  uid?: number;
  gid?: number;
  /** Why PostgreSQL is about to refuse, for the operator, if it is. */
  obstacle?: string;
}

/** `cwd` is a folder that the account may enter; the output goes nowhere, as the server would keep the pipe open. */
export function runAs({ prefix, uid, gid }: Account, command: string, args: string[]) {
  const [file, ...rest] = [...prefix, command, ...args] as [string, ...string[]];
  return run(file, rest, {
    ...(uid !== undefined && gid !== undefined && { uid, gid }),
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
}

/** Gives files to the account, if it is another one than this process's. */
export async function giveTo({ uid, gid }: Account, ...paths: string[]): Promise<void> {
  if (uid !== undefined && gid !== undefined) await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

const ways = 'run the service as another user, or set DATABASE_URL';

/**
 * In a user namespace of its own without a mapping a process has the id of `nobody`, and the rights and files of the user
 * that it is outside: root's PostgreSQL works below root's closed folders.
 */
const inNamespace: Account = { prefix: ['unshare', '--user'] };

const namespacesWork = () =>
  run('unshare', ['--user', 'id', '-un']).then(
    () => true,
    () => false,
  );

/** @param folder DATA_DIR; its cluster may belong to another user, as root's once did to `nobody` */
export async function accountFor(folder: string, data: string, programs: string): Promise<Account> {
  const self = process.getuid?.();
  if (self === undefined) return { prefix: [] };
  const owner = await stat(data).catch(() => undefined);
  if (self !== 0) return ofUser(self, owner?.uid, folder);
  if (owner && owner.uid !== 0)
    return reaching(owner, [folder, programs], `The database in DATA_DIR, ${folder}, belongs to user id ${owner.uid}`);
  if (await namespacesWork()) return inNamespace;
  const noNamespace = 'PostgreSQL refuses to run as root, and this machine allows no user namespace (unshare --user)';
  if (owner) return { prefix: [], obstacle: `${noNamespace}: ${ways}.` };
  const [uid = 0, gid = 0] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'nobody'])).stdout)),
  );
  return reaching({ uid, gid }, [folder, programs], `${noNamespace}, so it runs as "nobody"`);
}

async function ofUser(self: number, owner: number | undefined, folder: string): Promise<Account> {
  const plain = { prefix: [] };
  if (owner !== undefined && owner !== self) {
    const obstacle = `The database in DATA_DIR, ${folder}, belongs to user id ${owner}, and this is user id ${self}: run the service as that user, or give this one a DATA_DIR of its own.`;
    return { ...plain, obstacle };
  }
  if (owner !== undefined || hasName()) return plain;
  if (await namespacesWork()) return inNamespace;
  const obstacle = `The user id ${self} has no name in /etc/passwd, which PostgreSQL's initdb needs: add a line for it, ${ways}.`;
  return { ...plain, obstacle };
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

interface Ids {
  uid: number;
  gid: number;
}

/** The account of these ids, with an obstacle if a folder above one of the paths does not let it pass. */
async function reaching({ uid, gid }: Ids, paths: string[], why: string): Promise<Account> {
  const account = { prefix: [], uid, gid };
  for (const path of paths) {
    const closed = await closedFolder(dirname(path), account);
    if (closed) return { ...account, obstacle: `${why}, who may not enter ${closed}: open that folder, ${ways}.` };
  }
  return account;
}

async function closedFolder(path: string, ids: Ids): Promise<string | undefined> {
  const above = dirname(path);
  const closed = above === path ? undefined : await closedFolder(above, ids);
  const folder = closed ? undefined : await stat(path).catch(() => undefined); // one that is not there is made open
  if (!folder) return closed;
  let bit = 0o001;
  if (folder.uid === ids.uid) bit = 0o100;
  else if (folder.gid === ids.gid) bit = 0o010;
  return folder.mode & bit ? undefined : path;
}
