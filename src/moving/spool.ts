import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CutAnswerError } from './old-system.ts';

/** How the text of a JSON object ends, with the white space after it. */
const endOfObject = /\}\s*$/;

/**
 * A long answer in a file that only this process sees, and that is gone with it: the old system need not wait until the
 * database has taken everything, and half an answer is noticed before anything of it is used.
 */
export class Spool {
  readonly #file: FileHandle;
  readonly #size: number;
  #read = 0;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** @throws CutAnswerError for what is no whole JSON object */
  static async of(body: AsyncIterable<Uint8Array> | null): Promise<Spool> {
    const path = join(tmpdir(), `group-gateway-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    try {
      await unlink(path);
      let end = '';
      let size = 0;
      for await (const piece of body ?? []) {
        await file.appendFile(piece);
        size += piece.byteLength;
        end = (end + Buffer.from(piece.subarray(-64)).toString('latin1')).slice(-64);
      }
      if (!endOfObject.test(end)) throw new CutAnswerError();
      return new Spool(file, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** It can be read again after it was read. */
  async *read(): AsyncGenerator<Uint8Array> {
    this.#read = 0;
    for await (const piece of this.#file.createReadStream({ start: 0, autoClose: false })) {
      this.#read += piece.length;
      yield piece;
    }
  }

  /** How much of it was read, from 0 to 1. */
  get part(): number {
    return this.#read / this.#size;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
