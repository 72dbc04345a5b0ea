import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Card } from '../parts/card.tsx';
import { counted } from '../parts/format.ts';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { WebsiteChoice } from '../websites/website-choice.tsx';
import { GroupOutcomeNotice } from './group-outcome.tsx';
import { useUpdateGroup } from './use-update-group.ts';

/** The service takes this many in one request. */
const mostAtOnce = 1000;
const none: ReadonlySet<string> = new Set();

/** Moves websites in or out; what others moved meanwhile stays as it is. */
function useMove(group: GroupItemFragment, direction: 'addWebsiteIds' | 'removeWebsiteIds') {
  const [chosen, setChosen] = useState(none);
  const { update, saving, outcome, dismiss } = useUpdateGroup();
  async function move(): Promise<boolean> {
    const done = await update(group, { [direction]: [...chosen] });
    if (!done) return false;
    notifications.show({
      message: `${counted(chosen.size, 'website')} ${direction === 'addWebsiteIds' ? 'added' : 'removed'}`,
    });
    setChosen(none);
    return true;
  }
  return { chosen, setChosen, move, saving, outcome, dismiss, tooMany: chosen.size > mostAtOnce };
}

function AddWebsites({ group, opened, onClose }: { group: GroupItemFragment; opened: boolean; onClose: () => void }) {
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  const { chosen, setChosen, move, saving, outcome, tooMany } = useMove(group, 'addWebsiteIds');
  useUnsaved(chosen.size > 0);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      fullScreen={small}
      title={`Add websites to ${group.name}`}
      keepMounted
    >
      <WebsiteChoice
        label="Websites to add"
        chosen={chosen}
        onChange={setChosen}
        skip={!opened}
        height={small ? 'calc(100dvh - 260px)' : 420}
      />
      <Text size="sm" c={tooMany ? 'red' : 'dimmed'} my="sm">
        {tooMany
          ? `At most ${mostAtOnce} at once: take some back.`
          : 'Those that are in the group already stay as they are.'}
      </Text>
      <GroupOutcomeNotice outcome={outcome} />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={() => (chosen.size > 0 ? setChosen(none) : onClose())}>
          {chosen.size > 0 ? 'Choose none' : 'Close'}
        </Button>
        <Button
          onClick={async () => {
            if (await move()) onClose();
          }}
          loading={saving}
          disabled={chosen.size === 0 || tooMany}
        >
          {chosen.size > 0 ? `Add ${counted(chosen.size, 'website')}` : 'Add'}
        </Button>
      </Group>
    </Modal>
  );
}

export function GroupWebsites({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const [adding, { open, close }] = useDisclosure();
  const { chosen, setChosen, move, saving, outcome, tooMany } = useMove(group, 'removeWebsiteIds');
  return (
    <Card
      title="Websites"
      action={
        canWrite && (
          <Group gap="xs">
            {chosen.size > 0 && (
              <Button size="sm" color="red" variant="light" onClick={move} loading={saving} disabled={tooMany}>
                Remove {counted(chosen.size, 'website')}
              </Button>
            )}
            <Button size="sm" variant="default" leftSection={<PlusIcon size={16} />} onClick={open}>
              Add websites
            </Button>
          </Group>
        )
      }
    >
      <GroupOutcomeNotice outcome={outcome} />
      <WebsiteChoice
        label="Websites of the group"
        groupId={group.id}
        chosen={chosen}
        onChange={setChosen}
        readOnly={!canWrite}
        height={520}
      />
      {canWrite && <AddWebsites group={group} opened={adding} onClose={close} />}
    </Card>
  );
}
