import { useQuery } from '@apollo/client/react';
import { GroupDocument } from '@group-gateway/client';
import { Button, CloseButton, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { GroupChoice } from '../groups/group-choice.tsx';

/** Narrows the list of websites to those of one group. */
export function GroupFilterButton({ groupId, onChange }: { groupId: string; onChange: (groupId: string) => void }) {
  const [choosing, { open, close }] = useDisclosure();
  const { data } = useQuery(GroupDocument, { variables: { id: groupId, firstWebsites: 1 }, skip: !groupId });
  const name = data?.group?.name;
  return (
    <Group gap={4} wrap="nowrap" maw="100%">
      <Button variant="default" onClick={open} maw={320} fw={400}>
        <span className="one-line">{groupId ? `In ${name ?? 'a group'}` : 'In any group'}</span>
      </Button>
      {groupId && <CloseButton aria-label="Show the websites of all groups" onClick={() => onChange('')} />}
      <GroupChoice
        title="Show the websites of"
        opened={choosing}
        onClose={close}
        onChoose={({ id }) => {
          onChange(id);
          close();
        }}
      />
    </Group>
  );
}
