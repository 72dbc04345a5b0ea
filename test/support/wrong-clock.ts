import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian's libfaketime is, on whatever architecture. */
const libfaketime = existsSync('/usr/lib')
  ? readdirSync('/usr/lib')
      .map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`)
      .find((path) => existsSync(path))
  : undefined;

/** How long it takes at most until a process sees a jump. */
export const jumpMs = 1000;

/** The clock of a process, which can jump while it runs; what measures time without telling it goes on as it was. */
export class WrongClock {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.jump(0);
  }

  static async create(): Promise<WrongClock> {
    return new WrongClock(await mkdtemp(join(tmpdir(), 'group-gateway-clock-')));
  }

  get #file(): string {
    return join(this.#folder, 'offset');
  }

  /** What the process has to be started with: libfaketime, or without it a shim that shifts JavaScript's own clock. */
  get env(): Record<string, string> {
    if (libfaketime)
      return {
        LD_PRELOAD: libfaketime,
        FAKETIME_TIMESTAMP_FILE: this.#file,
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        NO_FAKE_STAT: '1',
      };
    return {
      NODE_OPTIONS: `--import=${new URL('wrong-clock-shim.mjs', import.meta.url).href}`,
      WRONG_CLOCK_FILE: this.#file,
    };
  }

  /** Puts the clock this far from the true time. */
  jump(seconds: number): void {
    writeFileSync(this.#file, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
