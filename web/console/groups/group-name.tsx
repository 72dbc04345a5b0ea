import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon } from '../shell/icons.tsx';
import { GroupOutcomeNotice } from './group-outcome.tsx';
import { useUpdateGroup } from './use-update-group.ts';

/** A name as it is being typed, and the group as it was when the typing began. */
interface Draft {
  name: string;
  base: GroupItemFragment;
}

export function GroupName({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const [draft, setDraft] = useState<Draft>();
  const { update, saving, outcome, dismiss } = useUpdateGroup({ onlyIfUnchanged: true });
  useUnsaved(draft !== undefined && draft.name !== draft.base.name);

  async function save(over: GroupItemFragment) {
    if (draft && (await update(over, { name: draft.name }))) setDraft(undefined);
  }
  function stop() {
    setDraft(undefined);
    dismiss();
  }

  if (!draft)
    return (
      <PageTitle title={group.name}>
        {canWrite && (
          <Button
            variant="default"
            leftSection={<EditIcon size={16} />}
            onClick={() => setDraft({ name: group.name, base: group })}
          >
            Rename
          </Button>
        )}
      </PageTitle>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(draft.base);
      }}
    >
      <Stack gap="sm" mb="md">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Name of the group"
            value={draft.name}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
            style={{ flex: '1 1 260px' }}
            autoFocus
            required
          />
          <Button type="submit" loading={saving}>
            Save
          </Button>
          <Button variant="default" onClick={stop} disabled={saving}>
            Cancel
          </Button>
        </Group>
        <ChangedMeanwhile type="Group" base={draft.base} now={group} />
        <GroupOutcomeNotice outcome={outcome} />
      </Stack>
      <ConflictChoice
        fields={
          outcome?.kind === 'conflict' ? [{ name: 'Name', mine: draft.name, theirs: outcome.theirs.name }] : undefined
        }
        saving={saving}
        onMine={() => outcome?.kind === 'conflict' && save(outcome.theirs)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </form>
  );
}
