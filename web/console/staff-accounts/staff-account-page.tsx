import { useQuery } from '@apollo/client/react';
import { StaffAccountDocument } from '@group-gateway/client';
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ResourceActivity } from '../activity/resource-activity.tsx';
import { BackLink } from '../parts/back-link.tsx';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ResourceSkeleton } from '../parts/skeletons.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, MoveIcon } from '../shell/icons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { MoveAccounts, RemoveAccount } from './account-dialogs.tsx';
import { EditAccount } from './account-form.tsx';
import { NeedsGlobalKey } from './needs-global-key.tsx';

function StaffAccount() {
  const { id = '' } = useParams();
  const { canWriteStaff } = useViewer();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'move' | 'remove'>();
  const { data, error, refetch } = useQuery(StaffAccountDocument, { variables: { id } });
  if (error) return <FailureView error={error} onRetry={refetch} />;
  if (!data) return <ResourceSkeleton label="Loading the staff account" />;
  const { staffAccount: account } = data;
  if (!account) return <NotFound what="staff account" />;
  const close = () => setAsked(undefined);
  return (
    <Stack gap="md" key={account.id}>
      <BackLink to="/staff-accounts">All staff accounts</BackLink>
      <PageTitle title={account.displayName} about={account.login}>
        {canWriteStaff && (
          <Button variant="default" leftSection={<EditIcon size={16} />} onClick={() => setAsked('edit')}>
            Edit
          </Button>
        )}
      </PageTitle>
      <div className="resource">
        <ResourceActivity type="STAFF_ACCOUNT" id={account.id} />
        <div className="resource-side">
          <Card title="Account group">
            <Group justify="space-between" gap="sm">
              <Anchor component={Link} to={`/account-groups/${account.staffGroup.id}`} fw={600}>
                {account.staffGroup.lookupName}
              </Anchor>
              {canWriteStaff && (
                <Button
                  size="sm"
                  variant="default"
                  leftSection={<MoveIcon size={16} />}
                  onClick={() => setAsked('move')}
                >
                  Move
                </Button>
              )}
            </Group>
          </Card>
          <Facts id={account.id} facts={[['Login', account.login]]} />
          {canWriteStaff && (
            <Group justify="flex-end">
              <Button variant="subtle" color="red" onClick={() => setAsked('remove')}>
                Delete the account
              </Button>
            </Group>
          )}
        </div>
      </div>
      {asked === 'edit' && <EditAccount account={account} onClose={close} />}
      {asked === 'move' && <MoveAccounts accounts={[account]} onMoved={close} onClose={close} />}
      {asked === 'remove' && (
        <RemoveAccount account={account} onClose={close} onRemoved={() => navigate('/staff-accounts')} />
      )}
    </Stack>
  );
}

export const Component = () => (useViewer().canReadStaff ? <StaffAccount /> : <NeedsGlobalKey what="Staff accounts" />);
