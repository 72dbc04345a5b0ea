import type { AccountGroupQuery } from '@group-gateway/client';
import { Button, Skeleton, Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { counted } from '../parts/format.ts';

type Accounts = NonNullable<AccountGroupQuery['accountGroup']>['accounts'];

/** The staff accounts of an account group; undefined while they are on their way. */
export function AccountList({ accounts, onMore }: { accounts: Accounts | undefined; onMore: () => unknown }) {
  if (!accounts)
    return (
      <Card title="Accounts">
        <Skeleton height={120} radius="md" aria-label="Loading accounts" />
      </Card>
    );
  const { nodes, totalCount, pageInfo } = accounts;
  return (
    <Card title={counted(totalCount, 'account')}>
      {nodes.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody is in this group.
        </Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
        <ul className="links scrolls" aria-label="Accounts" tabIndex={0}>
          {nodes.map(({ id, displayName, login }) => (
            <li key={id}>
              <span className="row-text">
                <span className="row-name one-line">{displayName}</span>
                <span className="row-note one-line">{login}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {pageInfo.hasNextPage && (
        <Button size="xs" variant="default" onClick={() => onMore()}>
          Show more
        </Button>
      )}
    </Card>
  );
}
