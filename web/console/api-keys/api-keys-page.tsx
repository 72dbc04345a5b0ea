import '@mantine/core/styles/Fieldset.css';
import './api-keys.css';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { type ApiKeyItemFragment, ApiKeysDocument } from '@group-gateway/client';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { setKey } from '../../shared/key.ts';
import { EndlessList } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted, formatDate } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { RowButton } from '../parts/row-button.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { NeedsKeyAdministration } from '../session/key-administration.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, KeyIcon, PlusIcon, RestoreIcon, TrashIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { CreateKey, EditKey, type NewSecret, RevokeKey, RotateKey } from './key-dialogs.tsx';
import { permissions } from './key-input.ts';
import { SecretDialog } from './secret-dialog.tsx';

type Action = 'edit' | 'rotate' | 'revoke';

function rightsOf({ scope, readOnly, permissions: has }: ApiKeyItemFragment): string {
  if (scope === 'WEBSITES') return 'Reads some websites';
  const named = permissions.filter(({ value }) => has.includes(value)).map(({ label }) => label.toLowerCase());
  return [readOnly ? 'Reads everything' : 'Reads and changes', ...named].join(', ');
}

function endOf({ status, expiresAt, revokedAt }: ApiKeyItemFragment): string {
  if (status === 'REVOKED') return `Revoked ${formatDate(revokedAt ?? '')}`;
  if (!expiresAt) return 'Never expires';
  return `${status === 'EXPIRED' ? 'Expired' : 'Expires'} ${formatDate(expiresAt)}`;
}

const states: Record<ApiKeyItemFragment['status'], { color: string; text: string }> = {
  ACTIVE: { color: 'teal', text: 'Works' },
  EXPIRED: { color: 'gray', text: 'Expired' },
  REVOKED: { color: 'gray', text: 'Revoked' },
};

function Row({ apiKey, onAction }: { apiKey: ApiKeyItemFragment; onAction: (action: Action) => void }) {
  const { canWriteKeys, apiKey: own } = useViewer();
  const { name, prefix, status, lastUsedAt } = apiKey;
  return (
    <div className="row key-row">
      <span className="badge-icon" aria-hidden="true">
        <KeyIcon />
      </span>
      <div className="row-text">
        <span className="row-name one-line">
          {name}
          {own.id === apiKey.id && ' (yours)'}
        </span>
        <span className="row-note one-line">
          {prefix}… · {rightsOf(apiKey)} ·{' '}
          {lastUsedAt ? (
            <>
              used <TimeAgo time={lastUsedAt} />
            </>
          ) : (
            'no use is known'
          )}
        </span>
      </div>
      <span className="row-fact">{endOf(apiKey)}</span>
      <Badge
        variant="light"
        color={states[status].color}
        flex="none"
        {...(status === 'ACTIVE' && { className: 'key-works' })}
      >
        {states[status].text}
      </Badge>
      {canWriteKeys && status === 'ACTIVE' && (
        <Group gap={6} wrap="nowrap">
          <RowButton title={`Edit ${name}`} icon={<EditIcon size={16} />} onClick={() => onAction('edit')} />
          <RowButton title={`Replace ${name}`} icon={<RestoreIcon size={16} />} onClick={() => onAction('rotate')} />
          <RowButton title={`Revoke ${name}`} icon={<TrashIcon size={16} />} onClick={() => onAction('revoke')} />
        </Group>
      )}
    </div>
  );
}

function Dialogs({
  asked,
  onClose,
  onSecret,
}: {
  asked: { action: Action; apiKey: ApiKeyItemFragment } | 'create' | undefined;
  onClose: () => void;
  onSecret: (secret: NewSecret) => void;
}) {
  if (!asked) return null;
  if (asked === 'create') return <CreateKey onClose={onClose} onSecret={onSecret} />;
  const { action, apiKey } = asked;
  if (action === 'edit') return <EditKey apiKey={apiKey} onClose={onClose} />;
  if (action === 'rotate') return <RotateKey apiKey={apiKey} onClose={onClose} onSecret={onSecret} />;
  return <RevokeKey apiKey={apiKey} onClose={onClose} />;
}

function ApiKeys() {
  const { canWriteKeys, apiKey: own } = useViewer();
  const { data, error, refetch, fetchMore } = useQuery(ApiKeysDocument, {
    variables: { first: 50 },
    // The last uses are those of now.
    fetchPolicy: 'cache-and-network',
  });
  const [asked, setAsked] = useState<Parameters<typeof Dialogs>[0]['asked']>();
  const [told, setTold] = useState<NewSecret>();
  useCreateCommand(useCallback(() => setAsked('create'), []));
  const client = useApolloClient();
  const list = data?.apiKeys;
  const signInWith = (secret: string) => {
    setKey(secret);
    void client.refetchQueries({ include: 'active' });
  };
  return (
    <>
      <PageTitle
        title="API keys"
        about={list ? `${counted(list.totalCount, 'key')}, ended ones included` : 'Counting …'}
      >
        {canWriteKeys && (
          <Button leftSection={<PlusIcon size={16} />} onClick={() => setAsked('create')}>
            New API key
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          A key opens your organization to whoever has it. Its secret is shown once, when it is made.
        </Text>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!list && !error && <RowsSkeleton label="Loading API keys" />}
        {list && (
          <EndlessList
            label="API keys"
            rows={list.nodes}
            rowKey={({ id }) => id}
            renderRow={(apiKey) => <Row apiKey={apiKey} onAction={(action) => setAsked({ action, apiKey })} />}
            total={list.totalCount}
            hasMore={list.pageInfo.hasNextPage}
            loadMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
          />
        )}
      </Stack>
      <Dialogs
        asked={asked}
        onClose={() => setAsked(undefined)}
        onSecret={(secret) => {
          setAsked(undefined);
          setTold(secret);
        }}
      />
      <SecretDialog
        title={`The secret of “${told?.key.name ?? ''}”`}
        about="Requests send it as x-api-key."
        secret={told?.secret}
        action={
          told?.replaces === own.id && (
            <Button variant="default" onClick={() => signInWith(told.secret)}>
              Sign in with it here
            </Button>
          )
        }
        onStored={() => setTold(undefined)}
      />
    </>
  );
}

export const Component = () => (useViewer().canReadKeys ? <ApiKeys /> : <NeedsKeyAdministration what="API keys" />);
