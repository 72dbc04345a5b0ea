import type { GroupsQuery } from '@group-gateway/client';
import { Badge } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import { ChangedMark } from '../live/changed.tsx';
import { useFromList } from '../parts/back-link.tsx';
import { counted } from '../parts/format.ts';
import { RowCheck } from '../parts/row-check.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import type { Selection } from '../parts/use-selection.ts';
import { useViewer } from '../session/viewer.ts';
import { RowCredits } from './row-credits.tsx';

type Row = GroupsQuery['groups']['nodes'][number];

interface RowProps {
  group: Row;
  checked: boolean;
  toggle: Selection<Row>['toggle'];
}

export const GroupRow = memo(({ group, checked, toggle }: RowProps) => {
  const from = useFromList();
  const { canReadCredits, canWrite } = useViewer();
  return (
    <div className="row">
      {canWrite && <RowCheck row={group} name={group.name} checked={checked} toggle={toggle} />}
      <Link to={`/groups/${group.id}`} state={from} className="row-text row-link">
        <span className="row-name one-line">{group.name}</span>
        <span className="row-note one-line">
          {counted(group.websites.totalCount, 'website')}
          {group.externalId !== null && ` · ${group.externalId}`}
        </span>
      </Link>
      <ChangedMark type="Group" id={group.id} />
      <span className="row-fact">{canReadCredits && group.billingEnabled && <RowCredits groupId={group.id} />}</span>
      <span className="row-fact">
        Changed <TimeAgo time={group.updatedAt} />
      </span>
      <span className="row-state">
        {group.billingEnabled ? (
          <Badge variant="light" color="teal">
            Billed
          </Badge>
        ) : (
          <span className="row-note">Not billed</span>
        )}
      </span>
    </div>
  );
});
GroupRow.displayName = 'GroupRow';
