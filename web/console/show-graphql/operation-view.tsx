import { Button, Code, Group, ScrollArea, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { copyText } from '../../shared/operation/copy.ts';
import { explorerLink, type Operation } from '../../shared/operation/operation.ts';
import { asCurl, asFetch } from '../../shared/operation/snippets.ts';

const url = () => `${location.origin}/graphql`;

const forms = {
  Operation: ({ query }: Operation) => query,
  Variables: ({ variables }: Operation) => variables ?? '{}',
  curl: (operation: Operation) => asCurl(operation, url()),
  fetch: (operation: Operation) => asFetch(operation, url()),
};

type Form = keyof typeof forms;

/** One operation in the forms that people hand on, never with a key. */
export function OperationView({ operation }: { operation: Operation }) {
  const [form, setForm] = useState<Form>('Operation');
  const [copied, setCopied] = useState<string>();
  const text = forms[form](operation);
  return (
    <Stack gap="xs" style={{ minWidth: 0, flex: 1 }}>
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Form"
          data={Object.keys(forms)}
          value={form}
          onChange={(value) => setForm(value as Form)}
        />
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => copyText(text).then(() => setCopied(text))}>
            <span role="status">{copied === text ? 'Copied' : 'Copy'}</span>
          </Button>
          <Button size="xs" component="a" href={explorerLink(operation)}>
            Open in the explorer
          </Button>
        </Group>
      </Group>
      <ScrollArea.Autosize mah="55vh" type="auto" viewportProps={{ tabIndex: 0, 'aria-label': form, role: 'region' }}>
        <Code block>{text}</Code>
      </ScrollArea.Autosize>
    </Stack>
  );
}
