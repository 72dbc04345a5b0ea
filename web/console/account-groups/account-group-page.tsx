import { useQuery } from '@apollo/client/react';
import { AccountGroupDocument, type AccountGroupItemFragment, type AccountGroupQuery } from '@group-gateway/client';
import { Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { useLastKnown } from '../live/use-last-known.ts';
import { BackLink } from '../parts/back-link.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ResourceSkeleton } from '../parts/skeletons.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { useViewer } from '../session/viewer.ts';
import { NotFound } from '../shell/not-found.tsx';
import { GroupAccounts } from '../staff-accounts/group-accounts.tsx';
import { CustomerCare } from './customer-care.tsx';
import { DeleteAccountGroup } from './delete-account-group.tsx';
import { Labels } from './labels.tsx';

type Found = NonNullable<AccountGroupQuery['accountGroup']>;

export function Component() {
  const { id = '' } = useParams();
  const { canReadStaff, canWriteStaff } = useViewer();
  const { data, error, refetch, loading } = useQuery(AccountGroupDocument, {
    variables: { id, firstAccounts: 1 },
    skip: !canReadStaff,
    returnPartialData: true,
  });
  const found =
    data?.accountGroup?.revision !== undefined ? (data.accountGroup as AccountGroupItemFragment) : undefined;
  const group = useLastKnown(id, found, loading);
  const accounts = useLastKnown(id, data?.accountGroup?.accounts as Found['accounts'] | undefined, loading);
  if (!canReadStaff) return <NotFound what="account group" />;
  if (error && !group) return <FailureView error={error} onRetry={refetch} />;
  if (!group && !loading) return <NotFound what="account group" />;
  return (
    <Stack gap="md" key={id}>
      <BackLink to="/account-groups">All account groups</BackLink>
      {group ? (
        <>
          <PageTitle
            title={group.name}
            about={
              <>
                Order of display {group.displayOrder} · changed <TimeAgo time={group.updatedAt} />
              </>
            }
          />
          <div className="resource">
            <Labels group={group} />
            <div className="resource-side">
              <CustomerCare group={group} />
              <GroupAccounts group={group} />
              {canWriteStaff && accounts && <DeleteAccountGroup group={group} accountCount={accounts.totalCount} />}
              <ResourceActivity type="ACCOUNT_GROUP" id={id} />
            </div>
          </div>
        </>
      ) : (
        <ResourceSkeleton label="Loading the account group" />
      )}
    </Stack>
  );
}
