import { Badge, Text } from '@mantine/core';
import type { GroupsQuery } from 'group-gateway/client';
import { memo } from 'react';
import { Link } from 'react-router';
import { counted, formatDate } from '../parts/format.ts';

type Row = GroupsQuery['groups']['nodes'][number];

export const GroupRow = memo(({ group }: { group: Row }) => (
  <Link to={`/groups/${group.id}`} className="row">
    <span className="badge-icon" aria-hidden="true">
      {[...group.name][0]?.toUpperCase()}
    </span>
    <span className="row-text">
      <Text component="span" display="block" fw={600} className="one-line">
        {group.name}
      </Text>
      <Text component="span" display="block" size="sm" c="dimmed" className="one-line">
        {counted(group.websites.totalCount, 'website')}
        {group.externalId !== null && ` · ${group.externalId}`}
      </Text>
    </span>
    <span className="row-fact">Changed {formatDate(group.updatedAt)}</span>
    <span className="row-state">
      <Badge variant={group.billingEnabled ? 'light' : 'default'} color="teal">
        {group.billingEnabled ? 'Billed' : 'Not billed'}
      </Badge>
    </span>
  </Link>
));
GroupRow.displayName = 'GroupRow';
