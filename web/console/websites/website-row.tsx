import type { WebsiteItemFragment } from '@group-gateway/client';
import { Badge, Button, Group } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import { ChangedMark } from '../live/changed.tsx';
import { useFromList } from '../parts/back-link.tsx';
import { RowButton } from '../parts/row-button.tsx';
import { RowCheck } from '../parts/row-check.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import type { Selection } from '../parts/use-selection.ts';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, RestoreIcon, TrashIcon } from '../shell/icons.tsx';
import { useDeletion } from './use-deletion.ts';

interface ActionsProps {
  website: WebsiteItemFragment;
  onEdit: (website: WebsiteItemFragment) => void;
}

interface RowProps extends ActionsProps {
  checked: boolean;
  toggle: Selection<WebsiteItemFragment>['toggle'];
}

function Actions({ website, onEdit }: ActionsProps) {
  const { take, bringBack } = useDeletion();
  const name = website.name ?? website.url;
  if (website.deletedAt)
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<RestoreIcon size={14} />}
        aria-label={`Restore ${name}`}
        onClick={() => bringBack(website)}
      >
        Restore
      </Button>
    );
  return (
    <Group gap={6} wrap="nowrap">
      <RowButton title="Edit" label={`Edit ${name}`} icon={<EditIcon size={16} />} onClick={() => onEdit(website)} />
      <RowButton
        title="Delete"
        label={`Delete ${name}`}
        icon={<TrashIcon size={16} />}
        onClick={() => {
          // The row goes, and its button with it.
          document.getElementById('content')?.focus({ preventScroll: true });
          void take(website);
        }}
      />
    </Group>
  );
}

export const WebsiteRow = memo(({ website, onEdit, checked, toggle }: RowProps) => {
  const { canWrite } = useViewer();
  const from = useFromList();
  return (
    <div className="row">
      {canWrite && <RowCheck row={website} name={website.name ?? website.url} checked={checked} toggle={toggle} />}
      <Link to={`/websites/${website.id}`} state={from} className="row-text row-link">
        <span className="row-name one-line">{website.name ?? website.url}</span>
        <span className="row-note one-line">
          {website.url}
          {website.externalId !== null && ` · ${website.externalId}`}
        </span>
      </Link>
      <ChangedMark type="Website" id={website.id} />
      <span className="row-fact">
        Changed <TimeAgo time={website.updatedAt} />
      </span>
      {website.deletedAt && (
        <Badge variant="light" color="red">
          Deleted
        </Badge>
      )}
      {canWrite && <Actions website={website} onEdit={onEdit} />}
    </div>
  );
});
WebsiteRow.displayName = 'WebsiteRow';
