import { maxDescription, maxName } from '../../account-groups/label-changes.ts';
import type { LabelLanguage } from '../../generated/prisma/client.ts';
import { InputIssues } from '../../resources/input-issues.ts';
import { quote } from '../../resources/text.ts';
import { textOf } from '../importing.ts';
import type { OldLabel } from './read-account-groups.ts';

/** Texts by the ids that their languages have here. */
export type Texts = Map<number, string>;

export type LabelKind = 'names' | 'descriptions';

/** A language is the same here if it has the same locale; where the old system names none, the same number. */
function languageOf({ language: { id, lookupName } }: OldLabel, languages: readonly LabelLanguage[]) {
  const isSame = (each: LabelLanguage) => (lookupName === undefined ? each.id === id : each.lookupName === lookupName);
  return languages.find(isSame);
}

/** The labels as they are to be here. @param leaveOut told of each that cannot be */
export function toTexts(
  kind: LabelKind,
  labels: readonly OldLabel[],
  languages: readonly LabelLanguage[],
  leaveOut: (problem: string) => void,
): Texts {
  const texts: Texts = new Map();
  for (const label of labels) {
    const language = languageOf(label, languages);
    const { id, lookupName } = label.language;
    const name = quote(lookupName ?? String(id));
    if (!language) {
      leaveOut(`has no ${kind} in ${name}: the installation has no such language. Use "language add"`);
      continue;
    }
    const issues = new InputIssues();
    const text =
      kind === 'names'
        ? issues.checkName([], label.labelText, maxName)
        : issues.checkDescription([], label.labelText, maxDescription);
    if (issues.any) leaveOut(`has no ${kind} in ${name}: the text ${textOf(issues.list)}`);
    else texts.set(language.id, text);
  }
  return texts;
}

/** What makes the one texts of the other. */
export function differenceOf(from: Texts, to: Texts) {
  const set = [...to].filter(([id, text]) => from.get(id) !== text);
  const remove = [...from.keys()].filter((id) => !to.has(id));
  return {
    set: set.map(([id, labelText]) => ({ language: { id }, labelText })),
    remove: remove.map((id) => ({ id })),
    isAny: set.length + remove.length > 0,
  };
}
