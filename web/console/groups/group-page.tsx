import { useQuery } from '@apollo/client/react';
import { GroupDocument, type GroupItemFragment } from '@group-gateway/client';
import { Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { useLastKnown } from '../live/use-last-known.ts';
import { BackLink } from '../parts/back-link.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { ResourceSkeleton } from '../parts/skeletons.tsx';
import { useViewer } from '../session/viewer.ts';
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
  // What a list has brought of the group is shown while the rest is on its way.
  const { data, error, refetch, loading } = useQuery(GroupDocument, {
    variables: { id, firstWebsites: 1 },
    returnPartialData: true,
  });
  const found = data?.group?.revision !== undefined ? (data.group as GroupItemFragment) : undefined;
  const known = useLastKnown(id, found, loading);
  if (error && !known) return <FailureView error={error} onRetry={refetch} />;
  if (!known && !loading) return <NotFound what="group" />;
  return (
    <Stack gap="md" key={id}>
      <BackLink to="/groups">All groups</BackLink>
      {known ? (
        <>
          <GroupName group={known} />
          <div className="resource">
            <GroupWebsites group={known} />
            <div className="resource-side">
              <GroupBilling group={known} />
              {canReadCredits && <Credits group={known} />}
              {isPartner && <ExternalId group={known} />}
              <GroupFacts group={known} />
              <ResourceActivity type="GROUP" id={id} />
              {canWrite && <DeleteGroup group={known} />}
            </div>
          </div>
        </>
      ) : (
        <ResourceSkeleton label="Loading the group" />
      )}
    </Stack>
  );
}
