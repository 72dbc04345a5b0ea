import { useDraggable } from '@dnd-kit/core';
import { Group } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import { RowButton } from '../parts/row-button.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, HandleIcon, TrashIcon } from '../shell/icons.tsx';
import type { StaffAccount } from './use-staff-accounts.ts';

export type Action = 'edit' | 'remove';

interface AccountRowProps {
  account: StaffAccount;
  chosen: boolean;
  /** Whether it can be dragged to an account group. */
  draggable?: boolean;
  /** Whether to say in which account group it is. */
  withGroup?: boolean;
  onToggle: (account: StaffAccount) => void;
  onAction: (action: Action, account: StaffAccount) => void;
}

/** Where the mouse takes hold. The keyboard moves what is chosen, by the button above the list. */
function Handle({ account: { id } }: { account: StaffAccount }) {
  const { setNodeRef, listeners } = useDraggable({ id });
  return (
    <span ref={setNodeRef} className="drag-handle" aria-hidden="true" {...listeners}>
      <HandleIcon />
    </span>
  );
}

export const AccountRow = memo((props: AccountRowProps) => {
  const { account, chosen, draggable = false, withGroup = false, onToggle, onAction } = props;
  const { canWriteStaff } = useViewer();
  const { id, displayName, login, staffGroup } = account;
  return (
    <div className="row">
      {canWriteStaff && draggable && <Handle account={account} />}
      {canWriteStaff && (
        <input
          type="checkbox"
          className="check"
          checked={chosen}
          onChange={() => onToggle(account)}
          aria-label={`Choose ${displayName}`}
        />
      )}
      <Link to={`/staff-accounts/${id}`} className="row-text row-link">
        <span className="row-name one-line">{displayName}</span>
        <span className="row-note one-line">
          {login}
          {withGroup && ` · ${staffGroup.lookupName}`}
        </span>
      </Link>
      {canWriteStaff && (
        <Group gap={6} wrap="nowrap">
          <RowButton
            title="Edit"
            label={`Edit ${displayName}`}
            icon={<EditIcon size={16} />}
            onClick={() => onAction('edit', account)}
          />
          <RowButton
            title="Delete"
            label={`Delete ${displayName}`}
            icon={<TrashIcon size={16} />}
            onClick={() => onAction('remove', account)}
          />
        </Group>
      )}
    </div>
  );
});
AccountRow.displayName = 'AccountRow';
