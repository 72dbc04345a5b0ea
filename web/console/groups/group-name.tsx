import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useReturnFocus } from '../parts/use-return-focus.ts';
import { useViewer } from '../session/viewer.ts';
import { EditIcon } from '../shell/icons.tsx';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { useUpdateGroup } from './use-update-group.ts';

/** A name as it is being typed, and the group as it was when the typing began. */
interface Draft {
  name: string;
  base: GroupItemFragment;
}

export function GroupName({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const [draft, setDraft] = useState<Draft>();
  const { update, saving, problem, conflict, dismiss } = useUpdateGroup({ onlyIfUnchanged: true, form: ['name'] });
  const renameButton = useReturnFocus<HTMLButtonElement>(draft !== undefined);
  const changed = draft !== undefined && draft.name !== draft.base.name;
  useUnsaved(changed);

  async function save(over: GroupItemFragment) {
    if (!draft) return;
    const after = await update(over, { name: draft.name }, `“${over.name}” is now called “${draft.name.trim()}”.`);
    if (after) setDraft(undefined);
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
            ref={renameButton}
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
        if (changed) void save(draft.base);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && !saving && !conflict) stop();
      }}
    >
      <Stack gap="sm" mb="md">
        <Group align="flex-start" gap="sm">
          <TextInput
            label="Name of the group"
            value={draft.name}
            readOnly={saving}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
            error={problem?.explanation?.fields.name}
            style={{ flex: '1 1 260px' }}
            autoFocus
            required
          />
          <Group gap="sm" pt={{ base: 0, xs: 25 }}>
            <ShowOperation disabled={!changed} />
            <Button type="submit" loading={saving} disabled={!changed}>
              Save
            </Button>
            <Button variant="default" onClick={stop} disabled={saving}>
              Cancel
            </Button>
          </Group>
        </Group>
        <ChangedMeanwhile type="Group" base={draft.base} now={group} />
        <ProblemNotice problem={problem} onRetry={() => save(draft.base)} />
      </Stack>
      <ConflictChoice
        fields={conflict && [{ name: 'Name', mine: draft.name, theirs: conflict.name }]}
        saving={saving}
        onMine={() => conflict && save(conflict)}
        onTheirs={stop}
        onLater={dismiss}
      />
    </form>
  );
}
