import type { AccountGroupItemFragment } from '@group-gateway/client';
import type { ConflictField } from '../parts/conflict-choice.tsx';
import type { AccountGroupChange } from './use-update-account-group.ts';

type Label = AccountGroupItemFragment['names'][number];
export type Language = Label['language'];

/** The texts of one language; undefined where there is none, empty while one is being typed. */
export interface Texts {
  language: Language;
  name?: string | undefined;
  description?: string | undefined;
}

export const kinds = ['name', 'description'] as const;
export type Kind = (typeof kinds)[number];

export const languageTitle = ({ name, lookupName }: Language) => `${name} (${lookupName})`;

/** Names and descriptions side by side, by language. */
export function textsOf({ names, descriptions }: AccountGroupItemFragment): Texts[] {
  const texts = new Map<number, Texts>();
  for (const { language } of [...names, ...descriptions]) {
    const text = (labels: readonly Label[]) => labels.find((label) => label.language.id === language.id)?.labelText;
    texts.set(language.id, { language, name: text(names), description: text(descriptions) });
  }
  return [...texts.values()].sort((one, other) => one.language.id - other.language.id);
}

const textOf = (all: readonly Texts[], languageId: number, kind: Kind) =>
  all.find(({ language }) => language.id === languageId)?.[kind];

function changesOf(before: Texts[], after: Texts[], kind: Kind) {
  const set = after.flatMap(({ language, [kind]: labelText }) =>
    labelText && labelText !== textOf(before, language.id, kind) ? [{ language: { id: language.id }, labelText }] : [],
  );
  const removed = before
    .filter(({ language, [kind]: text }) => text !== undefined && textOf(after, language.id, kind) === undefined)
    .map(({ language }) => ({ id: language.id }));
  return { set, removed };
}

/** What to send, so that these texts become those; undefined where they are the same. */
export function labelChange(before: Texts[], after: Texts[]): AccountGroupChange | undefined {
  const names = changesOf(before, after, 'name');
  const descriptions = changesOf(before, after, 'description');
  const change = {
    ...(names.set.length > 0 && { names: names.set }),
    ...(names.removed.length > 0 && { removeNames: names.removed }),
    ...(descriptions.set.length > 0 && { descriptions: descriptions.set }),
    ...(descriptions.removed.length > 0 && { removeDescriptions: descriptions.removed }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

/** What is wrong with texts before they are sent, by field: emptied is not removed. */
export function labelErrors(saved: Texts[], texts: Texts[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { language, name, description } of texts) {
    const { id } = language;
    if (name?.trim() === '' && textOf(saved, id, 'name') !== undefined)
      errors[`name ${id}`] = 'A name cannot be empty. To do without this language, remove it.';
    else if (name?.trim() === '' && !description?.trim())
      errors[`name ${id}`] = 'Enter a name, or remove the language again.';
    if (description?.trim() === '' && textOf(saved, id, 'description') !== undefined)
      errors[`description ${id}`] = 'A description cannot be empty. To do without it, remove it.';
  }
  return errors;
}

/** What was changed here, beside how it is now. */
export function conflictFields(base: Texts[], mine: Texts[], theirs: Texts[]): ConflictField[] {
  const languages = new Map([...base, ...mine].map(({ language }) => [language.id, language]));
  return [...languages.values()].flatMap((language) =>
    kinds.flatMap((kind) => {
      const text = (all: Texts[]) => textOf(all, language.id, kind) ?? '';
      const name = `${kind === 'name' ? 'Name' : 'Description'} in ${languageTitle(language)}`;
      return text(mine) === text(base) ? [] : [{ name, mine: text(mine), theirs: text(theirs) }];
    }),
  );
}
