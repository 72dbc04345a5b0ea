import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Card } from '../parts/card.tsx';
import { counted } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { WebsiteChoice } from '../websites/website-choice.tsx';
import { mostAtOnce, useMoveWebsites } from './use-move-websites.ts';

function AddWebsites({ group, opened, onClose }: { group: GroupItemFragment; opened: boolean; onClose: () => void }) {
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  const { chosen, setChosen, move, saving, problem, tooMany } = useMoveWebsites(group, 'addWebsiteIds');
  useUnsaved(chosen.size > 0);
  const add = async () => {
    if (await move()) onClose();
  };
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
        notInGroup={group.id}
        chosen={chosen}
        onChange={setChosen}
        skip={!opened}
        height={small ? 'calc(100dvh - 260px)' : 420}
      />
      <Text size="sm" c={tooMany ? 'red' : 'dimmed'} my="sm">
        {tooMany
          ? `At most ${mostAtOnce} at once: take some back.`
          : 'Websites that are in the group already are not listed.'}
      </Text>
      <ProblemNotice problem={problem} onRetry={add} />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={() => (chosen.size > 0 ? setChosen(new Set()) : onClose())}>
          {chosen.size > 0 ? 'Choose none' : 'Close'}
        </Button>
        <Button onClick={add} loading={saving} disabled={chosen.size === 0 || tooMany}>
          {chosen.size > 0 ? `Add ${counted(chosen.size, 'website')}` : 'Add'}
        </Button>
      </Group>
    </Modal>
  );
}

export function GroupWebsites({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const [adding, { open, close }] = useDisclosure();
  const { chosen, setChosen, move, saving, problem, tooMany } = useMoveWebsites(group, 'removeWebsiteIds');
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
      <ProblemNotice problem={problem} onRetry={move} />
      <WebsiteChoice
        label="Websites of the group"
        groupId={group.id}
        chosen={chosen}
        onChange={setChosen}
        readOnly={!canWrite}
        opens
        height={520}
      />
      {canWrite && <AddWebsites group={group} opened={adding} onClose={close} />}
    </Card>
  );
}
