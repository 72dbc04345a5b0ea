import type { GroupsQuery } from '@group-gateway/client';
import { Badge } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import { ChangedMark } from '../live/changed.tsx';
import { counted, formatDate } from '../parts/format.ts';

type Row = GroupsQuery['groups']['nodes'][number];

export const GroupRow = memo(({ group }: { group: Row }) => (
  <Link to={`/groups/${group.id}`} className="row">
    <span className="badge-icon" aria-hidden="true">
      {[...group.name][0]?.toUpperCase()}
    </span>
    <span className="row-text">
      <span className="row-name one-line">{group.name}</span>
      <span className="row-note one-line">
        {counted(group.websites.totalCount, 'website')}
        {group.externalId !== null && ` · ${group.externalId}`}
      </span>
    </span>
    <ChangedMark type="Group" id={group.id} />
    <span className="row-fact">Changed {formatDate(group.updatedAt)}</span>
    <span className="row-state">
      <Badge variant={group.billingEnabled ? 'light' : 'default'} color="teal">
        {group.billingEnabled ? 'Billed' : 'Not billed'}
      </Badge>
    </span>
  </Link>
));
GroupRow.displayName = 'GroupRow';
