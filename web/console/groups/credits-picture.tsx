import type { GroupBalancesFragment } from '@group-gateway/client';
import { Group, RingProgress, Stack, Text } from '@mantine/core';
import { formatDate, formatNumber } from '../parts/format.ts';

function Part({ color, name, balance, about }: { color: string; name: string; balance: number; about: string }) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <span
        aria-hidden="true"
        style={{ width: 12, height: 12, marginTop: 5, borderRadius: 4, background: color, flex: 'none' }}
      />
      <div>
        <Text size="sm">
          <b>{formatNumber(balance)}</b> {name}
        </Text>
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      </div>
    </Group>
  );
}

/** What a group may still spend, as a ring of its two parts. */
export function CreditsPicture({ credits: { total, monthly, oneOff } }: { credits: GroupBalancesFragment }) {
  const share = (balance: number) => (total > 0 ? (balance / total) * 100 : 0);
  return (
    <Group gap="lg" wrap="nowrap">
      <RingProgress
        size={128}
        thickness={14}
        rootColor="var(--line)"
        role="img"
        aria-label={`${formatNumber(total)} credits: ${formatNumber(monthly.balance)} monthly and ${formatNumber(oneOff.balance)} one-off`}
        sections={[
          { value: share(monthly.balance), color: 'var(--monthly)' },
          { value: share(oneOff.balance), color: 'var(--one-off)' },
        ]}
        label={
          <Stack gap={0} align="center">
            <Text fw={700} size="lg" lh={1.1}>
              {formatNumber(total)}
            </Text>
            <Text size="xs" c="dimmed">
              credits
            </Text>
          </Stack>
        }
      />
      <Stack gap="xs">
        <Part
          color="var(--monthly)"
          name="monthly"
          balance={monthly.balance}
          about={monthly.nextResetAt ? `Set back on ${formatDate(monthly.nextResetAt)}` : 'Never set back'}
        />
        <Part color="var(--one-off)" name="one-off" balance={oneOff.balance} about="Granted once" />
      </Stack>
    </Group>
  );
}
