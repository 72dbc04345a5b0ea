import './live.css';
import { Group, Text } from '@mantine/core';
import { type LiveState, useLiveState } from './live-state.ts';

const texts: Record<LiveState, { name: string; about: string }> = {
  connecting: { name: 'Connecting …', about: 'Changes of others will show up at once.' },
  live: { name: 'Live', about: 'Changes of others show up at once.' },
  lost: { name: 'Not live', about: 'The connection is lost. It is tried again, and what was missed comes then.' },
  off: { name: 'Not live', about: 'Changes of others show up when the page is loaded again.' },
};

/** Whether what is on the screen is what there is. */
export function LiveStateNotice() {
  const state = useLiveState();
  const { name, about } = texts[state];
  return (
    <Group gap={7} wrap="nowrap" role="status" aria-label="Live updates" title={about}>
      <span className="live-dot" data-state={state} aria-hidden="true" />
      <Text size="sm" c="dimmed" className="live-text">
        {name}
      </Text>
    </Group>
  );
}
