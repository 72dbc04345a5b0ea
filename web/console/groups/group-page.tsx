import { useQuery } from '@apollo/client/react';
import { GroupDocument } from '@group-gateway/client';
import { Anchor, Grid, Skeleton, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { useViewer } from '../session/viewer.ts';
import { BackIcon } from '../shell/icons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Credits } from './credits.tsx';
import { DeleteGroup } from './delete-group.tsx';
import { ExternalId } from './external-id.tsx';
import { GroupBilling } from './group-billing.tsx';
import { GroupFacts } from './group-facts.tsx';
import { GroupName } from './group-name.tsx';
import { GroupWebsites } from './group-websites.tsx';

export function Component() {
  const { id = '' } = useParams();
  const { isPartner, canReadCredits, canWrite } = useViewer();
  const { data, error, refetch } = useQuery(GroupDocument, { variables: { id, firstWebsites: 1 } });
  if (error) return <FailureView error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={420} radius="lg" aria-label="Loading the group" />;
  const { group } = data;
  if (!group) return <NotFound what="group" />;
  return (
    <Stack gap="md" key={group.id}>
      <Anchor component={Link} to="/groups" size="sm" display="inline-flex" style={{ alignItems: 'center', gap: 6 }}>
        <BackIcon size={15} /> All groups
      </Anchor>
      <GroupName group={group} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <GroupWebsites group={group} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            <GroupBilling group={group} />
            {canReadCredits && <Credits group={group} />}
            {isPartner && <ExternalId group={group} />}
            <GroupFacts group={group} />
            <ResourceActivity type="GROUP" id={group.id} />
            {canWrite && <DeleteGroup group={group} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
