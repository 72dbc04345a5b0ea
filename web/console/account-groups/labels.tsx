import { useQuery } from '@apollo/client/react';
import { type AccountGroupItemFragment, LabelLanguagesDocument } from '@group-gateway/client';
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { Card } from '../parts/card.tsx';
import { ConflictChoice, type ConflictField } from '../parts/conflict-choice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { TrashIcon } from '../shell/icons.tsx';
import { AccountGroupOutcomeNotice } from './account-group-outcome.tsx';
import { labelChange, type Texts, textsOf } from './label-changes.ts';
import { useUpdateAccountGroup } from './use-update-account-group.ts';

interface Draft {
  texts: Texts[];
  base: AccountGroupItemFragment;
}

interface LanguageProps {
  texts: Texts;
  readOnly: boolean;
  onChange: (texts: Texts) => void;
  onRemove: () => void;
}

function Language({ texts, readOnly, onChange, onRemove }: LanguageProps) {
  const { language, name, description } = texts;
  const title = `${language.name} (${language.lookupName})`;
  return (
    <fieldset className="choice" style={{ margin: 0, minWidth: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 14, padding: '0 6px' }}>{title}</legend>
      <Stack gap="xs">
        <TextInput
          label="Name"
          maxLength={80}
          value={name}
          readOnly={readOnly}
          onChange={({ currentTarget: { value } }) => onChange({ ...texts, name: value })}
          rightSection={
            !readOnly && (
              <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${title}`} onClick={onRemove}>
                <TrashIcon size={16} />
              </ActionIcon>
            )
          }
        />
        <Textarea
          label="Description"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          value={description}
          readOnly={readOnly}
          onChange={({ currentTarget: { value } }) => onChange({ ...texts, description: value })}
        />
      </Stack>
    </fieldset>
  );
}

/** What was changed here, beside how it is now. */
function conflictFields(base: Texts[], mine: Texts[], theirs: Texts[]): ConflictField[] {
  const languages = new Map([...base, ...mine].map(({ language }) => [language.id, language]));
  return [...languages.values()].flatMap((language) =>
    (['name', 'description'] as const).flatMap((field) => {
      const text = (all: Texts[]) => all.find((one) => one.language.id === language.id)?.[field] ?? '';
      const name = `${field === 'name' ? 'Name' : 'Description'} in ${language.name} (${language.lookupName})`;
      return text(mine) === text(base) ? [] : [{ name, mine: text(mine), theirs: text(theirs) }];
    }),
  );
}

/** The names and descriptions of an account group, by language, saved together. */
export function Labels({ group }: { group: AccountGroupItemFragment }) {
  const { canWriteStaff } = useViewer();
  const { data } = useQuery(LabelLanguagesDocument);
  const [draft, setDraft] = useState<Draft>();
  const { update, saving, outcome, dismiss } = useUpdateAccountGroup();
  const saved = textsOf(group);
  const texts = draft?.texts ?? saved;
  const change = draft && labelChange(textsOf(draft.base), draft.texts);
  useUnsaved(change !== undefined);

  const edit = (after: Texts[]) => setDraft({ base: draft?.base ?? group, texts: after });
  const stop = () => {
    setDraft(undefined);
    dismiss();
  };
  async function save(over: AccountGroupItemFragment) {
    if (change && (await update(over, change))) stop();
  }
  const others = data?.labelLanguages.filter(({ id }) => !texts.some(({ language }) => language.id === id)) ?? [];
  const conflict = outcome?.kind === 'conflict' ? outcome : undefined;

  return (
    <Card title="Names and descriptions">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (draft) void save(draft.base);
        }}
      >
        <Stack>
          {texts.map((one) => (
            <Language
              key={one.language.id}
              texts={one}
              readOnly={!canWriteStaff}
              onChange={(after) =>
                edit(texts.map((other) => (other.language.id === after.language.id ? after : other)))
              }
              onRemove={() => edit(texts.filter((other) => other !== one))}
            />
          ))}
          {texts.length === 0 && <Text size="sm">At least one name must remain: choose a language.</Text>}
          {canWriteStaff && (
            <>
              <NativeSelect
                label="Add a language"
                value=""
                data={[
                  { value: '', label: 'Choose …' },
                  ...others.map(({ id, name, lookupName }) => ({
                    value: String(id),
                    label: `${name} (${lookupName})`,
                  })),
                ]}
                onChange={({ currentTarget: { value } }) => {
                  const language = others.find(({ id }) => String(id) === value);
                  if (language) edit([...texts, { language, name: '', description: '' }]);
                }}
              />
              <ChangedMeanwhile type="AccountGroup" base={change && draft.base} now={group} />
              <AccountGroupOutcomeNotice outcome={outcome} />
              <Group>
                <Button type="submit" loading={saving} disabled={!change}>
                  Save
                </Button>
                {draft && (
                  <Button variant="default" onClick={stop} disabled={saving}>
                    Undo
                  </Button>
                )}
              </Group>
            </>
          )}
        </Stack>
      </form>
      <ConflictChoice
        fields={conflict && draft && conflictFields(textsOf(draft.base), draft.texts, textsOf(conflict.theirs))}
        saving={saving}
        onMine={() => conflict && save(conflict.theirs)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </Card>
  );
}
