import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase, runningEmbeddedDatabase } from '../../src/database/embedded/open.ts';

/** An empty DATA_DIR for one test. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'group-gateway-test-'));
  return {
    path,
    /** Stops the database server that a killed service may have left, and removes the folder. */
    async remove() {
      if (await runningEmbeddedDatabase(path)) await (await openEmbeddedDatabase(path)).stop();
      await rm(path, { recursive: true, force: true });
    },
  };
}
