import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { Card } from '../parts/card.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { useUpdateGroup } from './use-update-group.ts';

interface Draft {
  text: string;
  base: GroupItemFragment;
}

/** A partner's own id for the group. */
export function ExternalId({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  return (
    <Card title="External id">
      {canWrite ? (
        <Field group={group} />
      ) : (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }} {...(group.externalId === null && { c: 'dimmed' })}>
          {group.externalId ?? 'None'}
        </Text>
      )}
    </Card>
  );
}

function Field({ group }: { group: GroupItemFragment }) {
  const [draft, setDraft] = useState<Draft>();
  const field = useRef<HTMLInputElement>(null);
  const { update, saving, problem, conflict, dismiss } = useUpdateGroup({
    onlyIfUnchanged: true,
    form: ['externalId'],
  });
  const before = (draft?.base ?? group).externalId ?? '';
  const text = draft?.text ?? before;
  const changed = text !== before;
  const removes = changed && text === '';
  useUnsaved(changed);

  async function save(over: GroupItemFragment) {
    const done = removes ? `The external id of “${over.name}” is removed.` : `The external id is now “${text}”.`;
    if (await update(over, { externalId: text || null }, done)) stop();
  }
  function stop() {
    setDraft(undefined);
    dismiss();
    field.current?.focus();
  }

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) void save(draft?.base ?? group);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Escape' && changed && !saving && !conflict) stop();
        }}
      >
        <TextInput
          ref={field}
          aria-label="External id"
          description="Your own id for this group, compared exactly; no two groups share one. To remove it, empty the field and save."
          placeholder="None"
          maxLength={255}
          value={text}
          readOnly={saving}
          error={problem?.explanation?.fields.externalId}
          onChange={({ currentTarget: { value } }) => setDraft({ base: draft?.base ?? group, text: value })}
        />
        <Group gap="sm" mt="sm">
          <ShowOperation disabled={!changed} />
          <Button type="submit" size="sm" loading={saving} disabled={!changed} {...(removes && { color: 'red' })}>
            {removes ? 'Remove the external id' : 'Save'}
          </Button>
          {changed && (
            <Button variant="default" size="sm" onClick={stop} disabled={saving}>
              Cancel
            </Button>
          )}
        </Group>
      </form>
      <ChangedMeanwhile type="Group" base={changed ? draft?.base : undefined} now={group} />
      <ProblemNotice problem={problem} onRetry={() => save(draft?.base ?? group)} />
      <ConflictChoice
        fields={
          conflict && [
            { name: 'External id', mine: text || 'None', theirs: conflict.externalId ?? 'None' },
            { name: 'Name', mine: draft?.base.name ?? group.name, theirs: conflict.name },
          ]
        }
        saving={saving}
        onMine={() => conflict && save(conflict)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </>
  );
}
