import { CutAnswerError } from './old-system.ts';

const codeOf = (character: string) => character.charCodeAt(0);
const quote = codeOf('"');
const backslash = codeOf('\\');
const openings = new Set([codeOf('{'), codeOf('[')]);
const closings = new Set([codeOf('}'), codeOf(']')]);
const openingBrace = codeOf('{');
const openingBracket = codeOf('[');

/** Deeper than its members: within the outer object and the list in it. */
const depthOfList = 2;

/** A part of a text that comes in pieces, from a place in one of them to a place in a later one. */
class Excerpt {
  #pieces: Buffer[] = [];
  /** Where it begins in this piece; undefined while there is none. */
  #start: number | undefined;

  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  begin(at: number): void {
    this.#pieces = [];
    this.#start = at;
  }

  end(piece: Buffer, at: number): string {
    const text = Buffer.concat([...this.#pieces, piece.subarray(this.#start, at)]).toString();
    this.#start = undefined;
    return text;
  }

  /** It goes on in the next piece. */
  carryOver(piece: Buffer): void {
    if (this.#start === undefined) return;
    this.#pieces.push(piece.subarray(this.#start));
    this.#start = 0;
  }
}

/** Finds the objects of a list `{"member": [{…}, …]}` in a text that comes in pieces. */
class ItemScanner {
  readonly #member: string;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #isInList = false;
  #hasList = false;
  /** The last text in the outer object: before a list it is the list's name. */
  #lastText = '';
  readonly #text = new Excerpt();
  readonly #item = new Excerpt();
  #items: unknown[] = [];

  constructor(member: string) {
    this.#member = member;
  }

  /** The objects that end in a piece. */
  scan(piece: Buffer): unknown[] {
    this.#items = [];
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (this.#isInText) this.#inText(byte, piece, at);
      else if (byte === quote) this.#beginText(at);
      else if (openings.has(byte)) this.#open(byte, at);
      else if (closings.has(byte)) this.#close(piece, at);
    }
    this.#text.carryOver(piece);
    this.#item.carryOver(piece);
    return this.#items;
  }

  #beginText(at: number): void {
    this.#isInText = true;
    if (this.#depth === 1) this.#text.begin(at + 1);
  }

  #inText(byte: number, piece: Buffer, at: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) {
      this.#isInText = false;
      if (this.#text.isOpen) this.#lastText = this.#text.end(piece, at);
    }
  }

  #open(byte: number, at: number): void {
    if (this.#depth === 1) this.#isInList = byte === openingBracket && this.#lastText === this.#member;
    if (this.#isInList) this.#hasList = true;
    if (this.#depth === depthOfList && this.#isInList && byte === openingBrace) this.#item.begin(at);
    this.#depth++;
  }

  #close(piece: Buffer, at: number): void {
    this.#depth--;
    if (this.#depth === depthOfList && this.#item.isOpen) this.#items.push(JSON.parse(this.#item.end(piece, at + 1)));
  }

  /** Whether the outer object is whole, and had the list. */
  get isDone(): boolean {
    return this.#depth === 0 && this.#hasList;
  }
}

/**
 * The objects of a list `{"member": [{…}, …]}`, piece by piece: as much of the answer is in memory as one piece and one
 * object have.
 *
 * @throws CutAnswerError where it ends before it is whole, or has no such list
 */
export async function* itemsOf(body: AsyncIterable<Uint8Array>, member: string): AsyncGenerator<unknown[]> {
  const scanner = new ItemScanner(member);
  for await (const piece of body) yield scanner.scan(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
  if (!scanner.isDone) throw new CutAnswerError();
}
