import { type AccountGroupItemFragment, failureOf } from '@group-gateway/client';
import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useUnsaved } from '../parts/unsaved.tsx';
import { type Kind, type Language, languageTitle } from './label-changes.ts';
import { type AccountGroupChange, useUpdateAccountGroup } from './use-update-account-group.ts';

interface EditorProps {
  group: AccountGroupItemFragment;
  language: Language;
  kind: Kind;
  /** The text that is there. */
  text: string | undefined;
  /** What was typed to begin with, in place of that text. */
  typed?: string;
  /** It is saved, or left as it was: goes on so many cells away. */
  onDone: (rows: number, columns: number) => void;
}

const setTo = (kind: Kind, { id }: Language, text: string | undefined): AccountGroupChange => {
  const labels = text === undefined ? [] : [{ language: { id }, labelText: text }];
  if (kind === 'name') return text === undefined ? { removeNames: [{ id }] } : { names: labels };
  return text === undefined ? { removeDescriptions: [{ id }] } : { descriptions: labels };
};

/** How the group looks with the text. */
function withText(group: AccountGroupItemFragment, kind: Kind, language: Language, labelText: string) {
  const list = kind === 'name' ? 'names' : 'descriptions';
  const others = group[list].filter((label) => label.language.id !== language.id);
  const label = { ...({ __typename: 'LocalizedLabel' } as object), language, labelText };
  return { ...group, [list]: [...others, label] };
}

/** A text of an account group in one language, as it is being typed. */
export function TranslationEditor({ group, language, kind, text, typed, onDone }: EditorProps) {
  const [draft, setDraft] = useState(typed ?? text ?? '');
  const { update, saving, problem } = useUpdateAccountGroup();
  /** While it is saved, and once the cell is left. */
  const busy = useRef(false);
  const changed = draft !== (text ?? '');
  const emptied = changed && draft.trim() === '';
  useUnsaved(changed);

  function leave(rows = 0, columns = 0) {
    busy.current = true;
    onDone(rows, columns);
  }
  async function save(rows = 0, columns = 0) {
    if (busy.current || emptied) return;
    if (!changed) return leave(rows, columns);
    busy.current = true;
    const done = await update(group, setTo(kind, language, draft), {
      expected: { accountGroup: withText(group, kind, language, draft.trim()), displaced: [] },
      done: `“${draft.trim()}” is saved in ${languageTitle(language)}.`,
      inverse: setTo(kind, language, text),
    });
    busy.current = false;
    if (done) leave(rows, columns);
  }
  function press(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    if (key === 'Escape') leave();
    else if (key === 'Enter' && !shiftKey) void save(1, 0);
    else if (key === 'Tab') void save(0, shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  const { explanation, error } = problem ?? {};
  const refusal = explanation && (Object.values(explanation.fields)[0] ?? explanation.message);
  const shared = {
    'aria-label': `${kind === 'name' ? 'Name' : 'Description'} of ${group.lookupName} in ${languageTitle(language)}`,
    autoFocus: true,
    value: draft,
    readOnly: saving,
    error: emptied
      ? 'A text cannot be empty. To remove it, open the account group.'
      : (refusal ?? (error !== undefined && failureOf(error).message)),
    onKeyDown: press,
    onBlur: () => void save(),
  };
  return kind === 'name' ? (
    <TextInput {...shared} maxLength={80} onChange={({ currentTarget: { value } }) => setDraft(value)} />
  ) : (
    <Textarea
      {...shared}
      autosize
      maxRows={8}
      maxLength={4000}
      onChange={({ currentTarget: { value } }) => setDraft(value)}
    />
  );
}
