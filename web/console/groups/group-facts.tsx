import type { GroupItemFragment } from '@group-gateway/client';
import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { formatTime } from '../parts/format.ts';

export function GroupFacts({ group: { id, createdAt, updatedAt, revision } }: { group: GroupItemFragment }) {
  const facts = [
    ['Created', formatTime(createdAt)],
    ['Last changed', formatTime(updatedAt)],
    ['Revision', String(revision)],
  ];
  return (
    <Card title="Details">
      <dl style={{ margin: 0 }}>
        {facts.map(([name, value]) => (
          <Group key={name} justify="space-between" mb={6}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {value}
            </Text>
          </Group>
        ))}
      </dl>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Code className="one-line">{id}</Code>
        <CopyButton value={id}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy} style={{ flex: 'none' }}>
              {copied ? 'Copied' : 'Copy the id'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Card>
  );
}
