import { useQuery } from '@apollo/client/react';
import { type AccountGroupItemFragment, LabelLanguagesDocument } from '@group-gateway/client';
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { Card } from '../parts/card.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { conflictFields, labelChange, labelErrors, languageTitle, type Texts, textsOf } from './label-changes.ts';
import { LanguageFields } from './language-fields.tsx';
import { useUpdateAccountGroup } from './use-update-account-group.ts';

interface Draft {
  texts: Texts[];
  base: AccountGroupItemFragment;
}

/** The names and descriptions of an account group, by language. */
export function Labels({ group }: { group: AccountGroupItemFragment }) {
  const { canWriteStaff } = useViewer();
  return <Card title="Names and descriptions">{canWriteStaff ? <Form group={group} /> : <Plain group={group} />}</Card>;
}

const Plain = ({ group }: { group: AccountGroupItemFragment }) => (
  <dl className="plain">
    {textsOf(group).map(({ language, name, description }) => (
      <div key={language.id}>
        <dt>{languageTitle(language)}</dt>
        <dd>
          {name ?? 'No name'}
          {description !== undefined && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
              {description}
            </Text>
          )}
        </dd>
      </div>
    ))}
  </dl>
);

/** Texts of all languages, saved together. */
function Form({ group }: { group: AccountGroupItemFragment }) {
  const { data } = useQuery(LabelLanguagesDocument);
  const [draft, setDraft] = useState<Draft>();
  const { update, saving, problem, conflict, dismiss } = useUpdateAccountGroup();
  const saved = textsOf(draft?.base ?? group);
  const texts = draft?.texts ?? saved;
  const change = labelChange(saved, texts);
  const errors = { ...problem?.explanation?.fields, ...labelErrors(saved, texts) };
  const refused = Object.keys(labelErrors(saved, texts)).length > 0;
  const named = texts.filter(({ name }) => name !== undefined);
  useUnsaved(change !== undefined || refused);

  const edit = (after: Texts[]) => setDraft({ base: draft?.base ?? group, texts: after });
  const stop = () => {
    setDraft(undefined);
    dismiss();
  };
  async function save(over: AccountGroupItemFragment) {
    if (!change || refused) return;
    const inverse = labelChange(texts, textsOf(over)) ?? {};
    if (await update(over, change, { done: `The texts of “${over.name}” are saved.`, inverse })) stop();
  }
  const others = data?.labelLanguages.filter(({ id }) => !texts.some(({ language }) => language.id === id)) ?? [];

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(draft?.base ?? group);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Escape' && draft && !saving && !conflict) stop();
        }}
      >
        <Stack>
          {texts.map((one) => (
            <LanguageFields
              key={one.language.id}
              texts={one}
              errors={errors}
              isLast={named.length === 1 && named[0] === one}
              saving={saving}
              onChange={(after) => edit(texts.map((other) => (other === one ? after : other)))}
              onRemove={() => edit(texts.filter((other) => other !== one))}
            />
          ))}
          <NativeSelect
            label="Add a language"
            value=""
            disabled={saving}
            data={[
              { value: '', label: 'Choose …' },
              ...others.map((language) => ({ value: String(language.id), label: languageTitle(language) })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const language = others.find(({ id }) => String(id) === value);
              if (language) edit([...texts, { language, name: '' }]);
            }}
          />
          <ChangedMeanwhile type="AccountGroup" base={change && draft?.base} now={group} />
          {!conflict && <ProblemNotice problem={problem} onRetry={() => save(draft?.base ?? group)} />}
          <Group>
            <ShowOperation disabled={!change || refused} />
            <Button type="submit" loading={saving} disabled={!change || refused}>
              Save
            </Button>
            {draft && (
              <Button variant="default" onClick={stop} disabled={saving}>
                Cancel
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <ConflictChoice
        fields={conflict && conflictFields(saved, texts, textsOf(conflict))}
        saving={saving}
        onMine={() => conflict && save(conflict)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </>
  );
}
