import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of a test's own, in memory, that can be filled up and given space again. */
export class SmallDisk {
  readonly path: string;
  readonly #size: string;

  private constructor(path: string, size: string) {
    this.path = path;
    this.#size = size;
  }

  /** Undefined where the test may not mount one. */
  static async mount(size: string): Promise<SmallDisk | undefined> {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
    const path = await mkdtemp(join(tmpdir(), 'group-gateway-disk-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', path]);
      return new SmallDisk(path, size);
    } catch {
      await rm(path, { recursive: true });
      return undefined;
    }
  }

  /** Makes the disk as small as what is on it, so that nothing more fits. */
  async fill(): Promise<void> {
    for (;;) {
      const { blocks, bfree, bsize } = await statfs(this.path);
      const resized = await this.#resize(String((blocks - bfree) * bsize)).then(
        () => true,
        () => false, // something was written meanwhile
      );
      if (resized) return;
    }
  }

  async empty(): Promise<void> {
    await this.#resize(this.#size);
  }

  async unmount(): Promise<void> {
    await run('umount', ['--lazy', this.path]);
    await rm(this.path, { recursive: true });
  }

  async #resize(size: string): Promise<void> {
    await run('mount', ['-o', `remount,size=${size}`, this.path]);
  }
}
