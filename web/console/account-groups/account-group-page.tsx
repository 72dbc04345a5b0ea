import { useQuery } from '@apollo/client/react';
import { AccountGroupDocument } from '@group-gateway/client';
import { Anchor, Button, Grid, Skeleton, Stack, Switch } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { formatTime } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { useViewer } from '../session/viewer.ts';
import { BackIcon } from '../shell/icons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { GroupAccounts } from '../staff-accounts/group-accounts.tsx';
import { AccountGroupOutcomeNotice } from './account-group-outcome.tsx';
import { DeleteAccountGroup } from './delete-account-group.tsx';
import { Labels } from './labels.tsx';
import { useUpdateAccountGroup } from './use-update-account-group.ts';

export function Component() {
  const { id = '' } = useParams();
  const { canReadStaff, canWriteStaff } = useViewer();
  const { data, error, refetch } = useQuery(AccountGroupDocument, {
    variables: { id, firstAccounts: 1 },
    skip: !canReadStaff,
  });
  const { update, saving, outcome, dismiss } = useUpdateAccountGroup();
  if (!canReadStaff) return <NotFound what="account group" />;
  if (error) return <FailureView error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={420} radius="lg" aria-label="Loading the account group" />;
  const { accountGroup: group } = data;
  if (!group) return <NotFound what="account group" />;
  const care = (customerCareAccess: boolean) =>
    update(
      group,
      { attributes: { customerCareAccess } },
      {
        accountGroup: { ...group, attributes: { ...group.attributes, customerCareAccess } },
        displaced: [],
      },
    );
  return (
    <Stack gap="md" key={group.id}>
      <Anchor
        component={Link}
        to="/account-groups"
        size="sm"
        display="inline-flex"
        style={{ alignItems: 'center', gap: 6 }}
      >
        <BackIcon size={15} /> All account groups
      </Anchor>
      <PageTitle
        title={group.name}
        about={`Order of display ${group.displayOrder} · changed ${formatTime(group.updatedAt)}`}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Labels group={group} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            <Card title="Access">
              <Switch
                label="Customer care"
                description="Whether the accounts of this group have access to customer care."
                checked={group.attributes.customerCareAccess}
                disabled={!canWriteStaff || saving}
                onChange={({ currentTarget: { checked } }) => care(checked)}
              />
              <AccountGroupOutcomeNotice
                outcome={
                  outcome?.kind === 'conflict'
                    ? {
                        kind: 'refused',
                        message:
                          'Somebody changed the account group meanwhile. This is how it is now; switch again to change it.',
                      }
                    : outcome
                }
              />
              {outcome && (
                <Button size="xs" variant="default" onClick={dismiss}>
                  Dismiss
                </Button>
              )}
            </Card>
            <GroupAccounts group={group} />
            {canWriteStaff && <DeleteAccountGroup group={group} />}
            <ResourceActivity type="ACCOUNT_GROUP" id={group.id} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
