import { statfs } from 'node:fs/promises';

/** A server may start with less room than for its small files, and then let nobody in. */
const smallFilesBytes = 2 ** 20;

/** A server that starts makes a file of its log, of this size. */
const neededBytes = 16 * 2 ** 20;

/**
 * Whether a folder's disk is why PostgreSQL failed. What it says of that itself is in its log, and that may be on the same
 * disk.
 */
export async function isDiskFull(folder: string, error: unknown): Promise<boolean> {
  const said = String((error as { stderr?: string }).stderr);
  if (/shared memory segment/.test(said)) return false; // /dev/shm is full
  if (/No space left on device|Check free disk space/.test(said)) return true;
  return (await freeBytes(folder)) < neededBytes;
}

/** Whether a folder's disk has no room for a server to start at all. */
export async function hasNoRoom(folder: string): Promise<boolean> {
  return (await freeBytes(folder)) < smallFilesBytes;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
