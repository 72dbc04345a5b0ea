import type { LabelLanguage } from '../generated/prisma/client.ts';
import type { LabelLanguageRef } from '../languages/languages.inputs.ts';
import { AmbiguousLabelLanguage, UnknownLabelLanguage } from '../languages/languages.results.ts';
import type { Languages } from '../languages/languages.service.ts';
import type { InputIssue, InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput } from '../resources/resource.results.ts';
import type { LabelInput } from './account-groups.inputs.ts';

/** The longest texts, in code points. */
export const maxName = 80;
export const maxDescription = 4000;

/** Labels of one kind to set and to remove, by language. */
export interface LabelChanges {
  set: { languageId: number; text: string }[];
  remove: number[];
}

/** A language that is unknown, or one of several candidates. */
interface LanguageFault extends InputIssue {
  candidates: LabelLanguage[];
}

/** Reads the label fields of an input: what is wrong is collected, with the way to each. */
export class LabelParser {
  readonly #languages: Languages;
  readonly #issues: InputIssues;
  readonly #faults: LanguageFault[] = [];

  constructor(languages: Languages, issues: InputIssues) {
    this.#languages = languages;
    this.#issues = issues;
  }

  /** The result for an input with problems: only its languages, or everything. */
  get refusal(): InvalidResourceInput | UnknownLabelLanguage | AmbiguousLabelLanguage | undefined {
    const issues = this.#faults.map(({ path, message }) => ({ path, message }));
    if (this.#issues.any) return new InvalidResourceInput([...this.#issues.list, ...issues]);
    const [first] = this.#faults;
    if (!first) return undefined;
    return first.candidates.length === 0
      ? new UnknownLabelLanguage(first.path, issues)
      : new AmbiguousLabelLanguage(first.path, first.candidates, issues);
  }

  names(set: LabelInput[], remove: LabelLanguageRef[]): Promise<LabelChanges> {
    const read = (path: string[], text: string) => this.#issues.checkName(path, text, maxName);
    return this.#parse('names', set, read, 'removeNames', remove);
  }

  descriptions(set: LabelInput[], remove: LabelLanguageRef[]): Promise<LabelChanges> {
    const read = (path: string[], text: string) => this.#issues.checkDescription(path, text, maxDescription);
    return this.#parse('descriptions', set, read, 'removeDescriptions', remove);
  }

  async #parse(
    setField: string,
    set: LabelInput[],
    read: (path: string[], text: string) => string,
    removeField: string,
    remove: LabelLanguageRef[],
  ): Promise<LabelChanges> {
    const changes: LabelChanges = { set: [], remove: [] };
    const seen = new Set<number>();
    for (const [index, { language, labelText }] of set.entries()) {
      const text = read([setField, String(index), 'labelText'], labelText);
      const languageId = await this.#languageId([setField, String(index), 'language'], language, seen);
      if (languageId !== undefined) changes.set.push({ languageId, text });
    }
    for (const [index, language] of remove.entries()) {
      const languageId = await this.#languageId([removeField, String(index)], language, seen);
      if (languageId !== undefined) changes.remove.push(languageId);
    }
    return changes;
  }

  async #languageId(path: string[], ref: LabelLanguageRef, seen: Set<number>): Promise<number | undefined> {
    const candidates = await this.#languages.meantBy(ref);
    const [language] = candidates;
    if (!language || candidates.length > 1)
      this.#faults.push({ path, candidates, message: await this.#languages.faultOf(ref, candidates) });
    else if (seen.has(language.id))
      this.#issues.add(path, `must not name ${language.lookupName} again: name each language once`);
    else {
      seen.add(language.id);
      return language.id;
    }
    return undefined;
  }
}
