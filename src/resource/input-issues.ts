import { codePoints, isStorable, toInt64 } from './text.ts';

export interface InputIssue {
  path: string[];
  message: string;
}

/** Collects what is wrong with an input, so that the caller is told of everything at once. */
export class InputIssues {
  readonly list: InputIssue[] = [];

  add(path: readonly (string | number)[], message: string): void {
    this.list.push({ path: path.map(String), message });
  }

  get any(): boolean {
    return this.list.length > 0;
  }

  /** A text of 1 to `max` code points that the database can store. */
  checkText(path: readonly (string | number)[], text: string, max: number): void {
    if (text === '') this.add(path, 'must not be empty');
    else if (!isStorable(text)) this.add(path, 'must not contain NUL characters or unpaired surrogates');
    else if (codePoints(text) > max) this.add(path, `must have at most ${max} characters, and has ${codePoints(text)}`);
  }

  /** A name: surrounding white space does not count. Returns it trimmed. */
  checkName(path: readonly (string | number)[], name: string | null, max = 255): string {
    const trimmed = name?.trim() ?? '';
    if (name === null) this.add(path, 'must not be null: leave it out to keep the name');
    else if (trimmed === '') this.add(path, 'must have at least 1 character that is not white space');
    else this.checkText(path, trimmed, max);
    return trimmed;
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

/** The longest list of ids, in look-ups and in inputs. */
export const maxIds = 1000;
/** The longest external id, in code points. */
export const maxExternalId = 255;
