import { failureOf } from '@group-gateway/client';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { explainOutcome, type Refusal } from './explain-outcome.ts';

/** Sends the inverse of what was done, guarded by `expectedRevision`; its result. */
export type Undo = () => Promise<Refusal | null | undefined>;

const shortMs = 6000;
/** Long enough to read it, to think, and to reach the button. */
const undoMs = 15_000;

/** Says what was done, and offers to take it back if there is an inverse. */
export function toast(message: string, undo?: Undo): void {
  const id = notifications.show({
    autoClose: undo ? undoMs : shortMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: undo ? (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
          {message}
        </Text>
        <Button
          size="xs"
          variant="default"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            void takeBack(message, undo);
          }}
        >
          Undo
        </Button>
      </Group>
    ) : (
      <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
    ),
  });
}

/** Says what was not done, where there is no form that could. */
export function toastProblem(message: string): void {
  notifications.show({
    color: 'red',
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: <Text size="sm">{message}</Text>,
  });
}

async function takeBack(message: string, undo: Undo): Promise<void> {
  try {
    const result = await undo();
    if (result?.__typename.endsWith('Success')) toast(`Taken back: ${message}`);
    else toastProblem(`Not taken back. ${result ? explainOutcome(result).message : ''}`);
  } catch (error) {
    toastProblem(`Not taken back. ${failureOf(error).message}`);
  }
}
