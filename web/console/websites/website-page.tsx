import { useQuery } from '@apollo/client/react';
import { WebsiteDocument, type WebsiteItemFragment } from '@group-gateway/client';
import { Anchor, Badge, Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { useLastKnown } from '../live/use-last-known.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ResourceSkeleton } from '../parts/skeletons.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, RestoreIcon, TrashIcon } from '../shell/icons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useDeletion } from './use-deletion.ts';
import { WebsiteForm } from './website-form.tsx';
import { WebsiteGroups } from './website-groups.tsx';

function Actions({ website }: { website: WebsiteItemFragment }) {
  const [editing, { open, close }] = useDisclosure();
  const { take, bringBack } = useDeletion();
  if (website.deletedAt)
    return (
      <Button variant="default" leftSection={<RestoreIcon size={16} />} onClick={() => bringBack(website)}>
        Restore
      </Button>
    );
  return (
    <Group gap="sm">
      <Button variant="default" leftSection={<EditIcon size={16} />} onClick={open}>
        Edit
      </Button>
      <Button variant="default" leftSection={<TrashIcon size={16} />} onClick={() => take(website)}>
        Delete
      </Button>
      <WebsiteForm website={website} opened={editing} onClose={close} />
    </Group>
  );
}

function Details({ website }: { website: WebsiteItemFragment }) {
  const { isPartner } = useViewer();
  return (
    <Facts
      id={website.id}
      facts={[
        [
          'Address',
          <Anchor key="url" href={`https://${website.url}`} target="_blank" rel="noreferrer" size="sm">
            {website.url}
          </Anchor>,
        ],
        ...(isPartner ? [['External id', website.externalId ?? 'None'] as [string, string]] : []),
        ['Created', <TimeAgo key="created" time={website.createdAt} />],
        ['Last changed', <TimeAgo key="changed" time={website.updatedAt} />],
        ['Revision', website.revision],
      ]}
    />
  );
}

export function Component() {
  const { id = '' } = useParams();
  const { canWrite } = useViewer();
  const { data, error, refetch, loading } = useQuery(WebsiteDocument, { variables: { id }, returnPartialData: true });
  const found = data?.website?.revision !== undefined ? (data.website as WebsiteItemFragment) : undefined;
  const website = useLastKnown(id, found, loading);
  if (error && !website) return <FailureView error={error} onRetry={refetch} />;
  if (!website && !loading) return <NotFound what="website" />;
  return (
    <Stack gap="md" key={id}>
      <BackLink to="/websites">All websites</BackLink>
      {website ? (
        <>
          <PageTitle
            title={website.name ?? website.url}
            about={
              website.deletedAt && (
                <Badge variant="light" color="red">
                  Deleted
                </Badge>
              )
            }
          >
            {canWrite && <Actions website={website} />}
          </PageTitle>
          <div className="resource">
            <ResourceActivity type="WEBSITE" id={id} />
            <div className="resource-side">
              <WebsiteGroups websiteId={id} deleted={website.deletedAt !== null} />
              <Details website={website} />
            </div>
          </div>
        </>
      ) : (
        <ResourceSkeleton label="Loading the website" />
      )}
    </Stack>
  );
}
