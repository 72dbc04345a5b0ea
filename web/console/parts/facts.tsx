import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card } from './card.tsx';

/** What is known of a resource and cannot be changed, with its id to copy. */
export const Facts = ({ id, facts }: { id: string; facts: readonly [name: string, value: ReactNode][] }) => (
  <Card title="Details">
    <dl style={{ margin: 0 }}>
      {facts.map(([name, value]) => (
        <Group key={name} justify="space-between" mb={6} wrap="nowrap" align="baseline">
          <Text component="dt" size="sm" c="dimmed" style={{ flex: 'none' }}>
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} ta="right" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
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
