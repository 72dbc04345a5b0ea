import { codePoints, hasMarksInARow, isStorable, isVisible, longestCharacter, toInt64 } from './text.ts';

export interface InputIssue {
  path: string[];
  message: string;
}

/** Collects what is wrong with an input, so that the answer lists everything at once. */
export class InputIssues {
  readonly list: InputIssue[] = [];

  add(path: readonly (string | number)[], message: string): void {
    this.list.push({ path: path.map(String), message });
  }

  get any(): boolean {
    return this.list.length > 0;
  }

  /** An opaque text of 1 to `max` code points that the database can store. */
  checkText(path: readonly (string | number)[], text: string, max: number): void {
    if (text === '') this.add(path, 'must not be empty');
    else if (!isStorable(text)) this.add(path, 'must not contain NUL characters or unpaired surrogates');
    else if (codePoints(text) > max) this.add(path, tooLong(text, max));
  }

  /** A text of one line that people read. Returns it as it is stored: in Unicode NFC, without surrounding white space. */
  checkName(path: readonly (string | number)[], name: string | null, max = 255): string {
    if (name !== null) return this.#checkReadable(path, name, max, /[\p{Cc}\p{Zl}\p{Zp}]/u, 'line breaks included');
    this.add(path, 'must not be null: leave it out to keep the name');
    return '';
  }

  /** A text that people read, like {@link checkName}, which may have several lines. */
  checkDescription(path: readonly (string | number)[], text: string, max: number): string {
    return this.#checkReadable(path, text, max, /(?![\n\r])\p{Cc}/u, 'other than line breaks');
  }

  #checkReadable(
    path: readonly (string | number)[],
    text: string,
    max: number,
    controls: RegExp,
    which: string,
  ): string {
    const trimmed = text.trim();
    if (!isVisible(trimmed)) this.add(path, 'must have at least 1 visible character');
    else if (controls.test(trimmed)) this.add(path, `must not contain control characters, ${which}`);
    else if (!isStorable(trimmed)) this.add(path, 'must not contain unpaired surrogates');
    else if (codePoints(trimmed) > longestCharacter * max) this.add(path, tooLong(trimmed, max));
    else if (hasMarksInARow(trimmed)) this.add(path, 'must not have more than 30 combining marks in a row');
    else {
      const stored = trimmed.normalize();
      if (codePoints(stored) > max) this.add(path, tooLong(stored, max));
      return stored;
    }
    return '';
  }

  /** A 64-bit id. Returns it as it is stored; null where it is none. */
  checkInt64(path: readonly (string | number)[], id: string): string | null {
    const stored = toInt64(id) ?? null;
    if (stored === null) this.add(path, 'must be a whole number from 1 to 9223372036854775807 in decimal digits');
    return stored;
  }

  /** A list of 1 to 1,000 ids. Returns whether it is one. */
  checkIds(path: readonly (string | number)[], ids: readonly string[] | null): boolean {
    if (ids === null) this.add(path, 'must not be null: leave it out to change nothing');
    else if (ids.length === 0) this.add(path, 'must have at least 1 id');
    else if (ids.length > maxIds) this.add(path, `must have at most ${maxIds} ids, and has ${ids.length}`);
    else return true;
    return false;
  }
}

const tooLong = (text: string, max: number) => `must have at most ${max} characters, and has ${codePoints(text)}`;

/** The longest list of ids, in look-ups and in inputs. */
export const maxIds = 1000;
/** The longest external id, in code points. */
export const maxExternalId = 255;
