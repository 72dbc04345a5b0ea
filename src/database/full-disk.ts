import { statfs } from 'node:fs/promises';

/** A server that starts makes a file of its log, of this size. */
const neededBytes = 16 * 2 ** 20;

/**
 * Whether a folder's disk is why PostgreSQL failed. What it says of that itself is in its log, and that may be on the same
 * disk.
 */
export async function isDiskFull(folder: string, error: unknown): Promise<boolean> {
  if (/No space left on device|Check free disk space/.test(String((error as { stderr?: string }).stderr))) return true;
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < neededBytes;
}
