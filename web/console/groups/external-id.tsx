import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { Card } from '../parts/card.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { GroupOutcomeNotice } from './group-outcome.tsx';
import { useUpdateGroup } from './use-update-group.ts';

interface Draft {
  text: string;
  base: GroupItemFragment;
}

/** A partner's own id for the group. */
export function ExternalId({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const [draft, setDraft] = useState<Draft>();
  const { update, saving, outcome, dismiss } = useUpdateGroup({ onlyIfUnchanged: true });
  const text = draft?.text ?? group.externalId ?? '';
  const changed = draft !== undefined && draft.text !== (group.externalId ?? '');
  useUnsaved(changed);

  async function save(over: GroupItemFragment, externalId: string | null) {
    if (await update(over, { externalId })) setDraft(undefined);
  }
  function stop() {
    setDraft(undefined);
    dismiss();
  }
  const conflict = outcome?.kind === 'conflict' ? outcome : undefined;

  return (
    <Card title="External id">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) void save(draft.base, text || null);
        }}
      >
        <TextInput
          aria-label="External id"
          description="Your own id for this group, compared exactly; no two groups share one."
          placeholder="None"
          maxLength={255}
          value={text}
          readOnly={!canWrite}
          onChange={({ currentTarget: { value } }) => setDraft({ base: draft?.base ?? group, text: value })}
        />
        {canWrite && (
          <Group gap="sm" mt="sm">
            <Button type="submit" size="sm" loading={saving} disabled={!changed}>
              Save
            </Button>
            {changed ? (
              <Button variant="default" size="sm" onClick={stop}>
                Undo
              </Button>
            ) : (
              group.externalId !== null && (
                <Button variant="default" size="sm" onClick={() => save(group, null)} disabled={saving}>
                  Clear
                </Button>
              )
            )}
          </Group>
        )}
      </form>
      <ChangedMeanwhile type="Group" base={changed ? draft.base : undefined} now={group} />
      <GroupOutcomeNotice outcome={outcome} />
      <ConflictChoice
        fields={
          conflict && [
            {
              name: 'External id',
              mine: conflict.change.externalId ?? 'None',
              theirs: conflict.theirs.externalId ?? 'None',
            },
            { name: 'Name', mine: draft?.base.name ?? group.name, theirs: conflict.theirs.name },
          ]
        }
        saving={saving}
        onMine={() => conflict && save(conflict.theirs, conflict.change.externalId ?? null)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </Card>
  );
}
