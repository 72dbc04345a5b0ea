import type { LabelLanguageRef } from '../languages/languages.inputs.ts';
import { AmbiguousLabelLanguage, UnknownLabelLanguage } from '../languages/languages.results.ts';
import type { Languages } from '../languages/languages.service.ts';
import type { InputIssues } from '../resource/input-issues.ts';
import type { LabelInput } from './account-groups.inputs.ts';

/** The longest texts, in code points. */
const maxName = 80;
const maxDescription = 4000;

/** Labels of one kind to set and to remove, by language. */
export interface LabelChanges {
  set: { languageId: number; text: string }[];
  remove: number[];
}

type LanguageFault = UnknownLabelLanguage | AmbiguousLabelLanguage;

/** Reads the label fields of an input: issues and faults are collected, with the way to each. */
export class LabelParser {
  readonly #languages: Languages;
  readonly #issues: InputIssues;
  /** The first language that is unknown or ambiguous. */
  fault: LanguageFault | undefined;

  constructor(languages: Languages, issues: InputIssues) {
    this.#languages = languages;
    this.#issues = issues;
  }

  names(set: LabelInput[], remove: LabelLanguageRef[]): Promise<LabelChanges> {
    for (const [index, { labelText }] of set.entries())
      if (labelText !== '' && labelText.trim() === '')
        this.#issues.add(['names', index, 'labelText'], 'must have at least 1 character that is not white space');
    return this.#parse('names', set, maxName, 'removeNames', remove);
  }

  descriptions(set: LabelInput[], remove: LabelLanguageRef[]): Promise<LabelChanges> {
    return this.#parse('descriptions', set, maxDescription, 'removeDescriptions', remove);
  }

  async #parse(
    setField: string,
    set: LabelInput[],
    maxText: number,
    removeField: string,
    remove: LabelLanguageRef[],
  ): Promise<LabelChanges> {
    const changes: LabelChanges = { set: [], remove: [] };
    const seen = new Set<number>();
    for (const [index, { language, labelText }] of set.entries()) {
      this.#issues.checkText([setField, index, 'labelText'], labelText, maxText);
      const languageId = await this.#languageId([setField, String(index), 'language'], language, seen);
      if (languageId !== undefined) changes.set.push({ languageId, text: labelText });
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
    if (!language) this.fault ??= new UnknownLabelLanguage(path);
    else if (candidates.length > 1) this.fault ??= new AmbiguousLabelLanguage(path, candidates);
    else if (seen.has(language.id))
      this.#issues.add(path, `must not name ${language.lookupName} again: each language once`);
    else {
      seen.add(language.id);
      return language.id;
    }
    return undefined;
  }
}
