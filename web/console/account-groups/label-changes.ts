import type { AccountGroupItemFragment } from '@group-gateway/client';
import type { AccountGroupChange } from './use-update-account-group.ts';

type Label = AccountGroupItemFragment['names'][number];

/** The texts of one language; empty where there is none. */
export interface Texts {
  language: Label['language'];
  name: string;
  description: string;
}

/** Names and descriptions side by side, by language. */
export function textsOf({ names, descriptions }: AccountGroupItemFragment): Texts[] {
  const texts = new Map<number, Texts>();
  for (const { language } of [...names, ...descriptions]) {
    const text = (labels: readonly Label[]) =>
      labels.find((label) => label.language.id === language.id)?.labelText ?? '';
    texts.set(language.id, { language, name: text(names), description: text(descriptions) });
  }
  return [...texts.values()].sort((one, other) => one.language.id - other.language.id);
}

function changesOf(before: Texts[], after: Texts[], field: 'name' | 'description') {
  const old = new Map(before.map((texts) => [texts.language.id, texts[field]]));
  const set = after
    .filter((texts) => texts[field] && texts[field] !== old.get(texts.language.id))
    .map((texts) => ({ language: { id: texts.language.id }, labelText: texts[field] }));
  const kept = new Set(after.filter((texts) => texts[field]).map(({ language }) => language.id));
  const removed = [...old].filter(([id, text]) => text && !kept.has(id)).map(([id]) => ({ id }));
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
