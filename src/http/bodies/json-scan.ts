import { BadArgumentError, LimitError } from '../../errors.ts';

/** Deeper than any input of the schema, and shallow enough for code that walks values by calling itself. */
const maxLevels = 100;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openingBracket = 0x5b;
const closingBracket = 0x5d;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/**
 * Counts what a JSON text holds, before it is parsed: `[{},{},…]` takes more than twenty times as much memory parsed as
 * it has bytes. A text that is no JSON is counted as well; the parser says what is wrong with it.
 */
export class JsonScan {
  readonly #maxValues: number;
  #values = 1;
  #level = 0;
  #inText = false;
  /** Whether the last bytes ended within an escape. */
  #isEscaped = false;

  constructor(maxValues: number) {
    this.#maxValues = maxValues;
  }

  /** How many values there are so far, with the names of members. */
  get values(): number {
    return this.#values;
  }

  /** Takes the next bytes of the text. @throws LimitError, BadArgumentError */
  add(bytes: Uint8Array): void {
    let values = this.#values;
    let level = this.#level;
    let inText = this.#inText;
    let at = 0;
    if (this.#isEscaped && bytes.length > 0) {
      this.#isEscaped = false;
      at = 1;
    }
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (inText) {
        if (byte === backslash) at++;
        else if (byte === quote) inText = false;
        continue;
      }
      switch (byte) {
        case quote:
          inText = true;
          break;
        case openingBracket:
        case openingBrace:
          values++;
          if (++level > maxLevels) throw tooDeep();
          break;
        case closingBracket:
        case closingBrace:
          level--;
          break;
        case comma:
        case colon:
          values++;
          break;
      }
    }
    if (at > bytes.length) this.#isEscaped = true;
    this.#values = values;
    this.#level = level;
    this.#inText = inText;
    if (values > this.#maxValues) throw new LimitError('TOO_MANY_VALUES', this.#maxValues);
  }
}

const tooDeep = () =>
  new BadArgumentError(`The JSON has more levels of brackets than the ${maxLevels} that are allowed. Nest less.`);

/** Checks a JSON text that is all there. @throws LimitError, BadArgumentError */
export function checkJson(text: string, maxValues: number): void {
  new JsonScan(maxValues).add(Buffer.from(text));
}
