import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

/** A text that one answer shows once. It cannot get into a log, or into stored data, by accident. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** What GraphQL writes into the answer. */
  valueOf(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets so that only who has another secret can open them: whoever reads the database, its dumps or its log
 * cannot.
 */
export class Sealer {
  readonly #from: () => Buffer;
  readonly #context: Buffer;

  /**
   * @param passphrase 160 random bits or more, which the database does not have
   * @param context what a sealed text belongs to: it does not open anywhere else
   */
  constructor(passphrase: string, context: string) {
    this.#from = () => Buffer.from(hkdfSync('sha256', passphrase, '', 'group-gateway: secrets of outcomes', 32));
    this.#context = Buffer.from(context);
  }

  seal(secret: Secret): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#from(), iv).setAAD(this.#context);
    const sealed = Buffer.concat([cipher.update(secret.valueOf(), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws for what was sealed with something else or belongs elsewhere */
  open(sealed: string): Secret {
    const bytes = Buffer.from(sealed, 'base64');
    const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(ivBytes, ivBytes + tagBytes)];
    const decipher = createDecipheriv(algorithm, this.#from(), iv).setAAD(this.#context).setAuthTag(tag);
    return new Secret(decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8'));
  }
}
