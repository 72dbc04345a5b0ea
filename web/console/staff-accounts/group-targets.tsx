import { useDroppable } from '@dnd-kit/core';
import type { AccountGroupsQuery } from '@group-gateway/client';
import { Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { formatNumber } from '../parts/format.ts';
import { useViewer } from '../session/viewer.ts';

type AccountGroup = AccountGroupsQuery['accountGroups']['nodes'][number];

interface TargetsProps {
  groups: readonly AccountGroup[];
  /** The one whose accounts are shown; empty for all. */
  shown: string;
  onShow: (id: string) => void;
}

function Target({ group, shown, onShow }: Omit<TargetsProps, 'groups'> & { group: AccountGroup }) {
  const { setNodeRef, isOver } = useDroppable({ id: group.id });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className="drop-target"
      aria-pressed={shown === group.id}
      data-over={isOver || undefined}
      onClick={() => onShow(shown === group.id ? '' : group.id)}
    >
      <span className="one-line">{group.name}</span>
      <Text component="span" size="sm" c="dimmed">
        {formatNumber(group.accounts.totalCount)}
      </Text>
    </button>
  );
}

/** Account groups, which accounts are dropped on, and whose accounts the list shows alone. */
export function GroupTargets({ groups, shown, onShow }: TargetsProps) {
  const { canWriteStaff } = useViewer();
  return (
    <Card title="Account groups">
      <Text size="sm" c="dimmed">
        {canWriteStaff && 'Drag an account here to move it. '}Press a group to see its accounts alone.
      </Text>
      <div style={{ maxHeight: 'calc(100dvh - 260px)', overflowY: 'auto' }}>
        {groups.map((group) => (
          <Target key={group.id} group={group} shown={shown} onShow={onShow} />
        ))}
      </div>
    </Card>
  );
}
