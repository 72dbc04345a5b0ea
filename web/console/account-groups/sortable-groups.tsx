import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { AccountGroupsQuery } from '@group-gateway/client';
import { ActionIcon, Badge, Text } from '@mantine/core';
import { useRef } from 'react';
import { Link } from 'react-router';
import { ChangedMark } from '../live/changed.tsx';
import { useFromList } from '../parts/back-link.tsx';
import { counted } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useViewer } from '../session/viewer.ts';
import { HandleIcon } from '../shell/icons.tsx';
import { after, moveTo } from './places.ts';
import { type Expectation, useUpdateAccountGroup } from './use-update-account-group.ts';

type Row = AccountGroupsQuery['accountGroups']['nodes'][number];

function SortableRow({ group }: { group: Row }) {
  const { canWriteStaff } = useViewer();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: group.id,
    disabled: !canWriteStaff,
  });
  const from = useFromList();
  const languages = group.names.map(({ language }) => language.lookupName).join(', ');
  return (
    <li
      ref={setNodeRef}
      style={{
        listStyle: 'none',
        height: 68,
        position: 'relative',
        background: 'var(--surface)',
        transform: transform ? `translateY(${transform.y}px)` : undefined,
        transition,
        zIndex: isDragging ? 1 : undefined,
        boxShadow: isDragging ? '0 6px 20px rgb(0 0 0 / 25%)' : undefined,
      }}
    >
      <div className="row">
        {canWriteStaff && (
          <ActionIcon
            ref={setActivatorNodeRef}
            variant="subtle"
            color="gray"
            size="lg"
            {...attributes}
            {...listeners}
            aria-label={`Move ${group.name}`}
            style={{ cursor: 'grab', touchAction: 'none' }}
          >
            <HandleIcon />
          </ActionIcon>
        )}
        <span className="badge-icon" title="Order of display">
          {group.displayOrder}
        </span>
        <Link to={`/account-groups/${group.id}`} state={from} className="row-text row-link">
          <Text component="span" display="block" fw={600} className="one-line">
            {group.name}
          </Text>
          <Text component="span" display="block" size="sm" c="dimmed" className="one-line">
            {counted(group.accounts.totalCount, 'account')} · {languages}
          </Text>
        </Link>
        <ChangedMark type="AccountGroup" id={group.id} />
        {group.attributes.customerCareAccess && (
          <Badge variant="light" color="teal">
            Customer care
          </Badge>
        )}
      </div>
    </li>
  );
}

const instructions = {
  draggable:
    'Press space to pick the account group up, the arrow keys to move it, space again to drop it, escape to leave it where it was.',
};

/** Account groups in their order, which dragging and the keyboard change. */
export function SortableGroups({ groups, onRefused }: { groups: Row[]; onRefused: () => void }) {
  const { update, problem } = useUpdateAccountGroup();
  // Over itself is where each row starts: that is no move to be told of.
  const moved = useRef(false);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  async function drop({ active, over }: DragEndEvent) {
    const at = (id: unknown) => groups.findIndex((group) => group.id === id);
    const [from, to] = [at(active.id), at(over?.id)];
    const group = groups[from];
    const expected = over ? moveTo(groups, from, to) : undefined;
    if (!group || !expected) return;
    const displayOrder = (move: Expectation | undefined) => ({ displayOrder: move?.accountGroup.displayOrder ?? null });
    const moved = await update(group, displayOrder(expected), {
      expected,
      done: `“${group.name}” is moved.`,
      // Others that made room keep their new places: what comes back is the order.
      inverse: displayOrder(moveTo(after(groups, expected), to, from)),
    });
    if (!moved) onRefused();
  }

  const name = (id: string | number) => groups.find((group) => group.id === id)?.name;
  const position = (id: string | number) =>
    `position ${groups.findIndex((group) => group.id === id) + 1} of ${groups.length}`;
  const announcements: Announcements = {
    onDragStart({ active }) {
      moved.current = false;
      return `${name(active.id)} is picked up, from ${position(active.id)}.`;
    },
    onDragOver({ active, over }) {
      moved.current ||= over?.id !== active.id;
      return over && moved.current ? `${name(active.id)} is over ${position(over.id)}.` : undefined;
    },
    onDragEnd: ({ active, over }) => (over ? `${name(active.id)} is dropped at ${position(over.id)}.` : undefined),
    onDragCancel: ({ active }) => `${name(active.id)} stays where it was.`,
  };

  return (
    <>
      <ProblemNotice problem={problem} />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{ announcements, screenReaderInstructions: instructions }}
      >
        <SortableContext items={groups.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ul aria-label="Account groups" className="rows" style={{ margin: 0, padding: 0 }}>
            {groups.map((group) => (
              <SortableRow key={group.id} group={group} />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
    </>
  );
}
