import type { WebsiteItemFragment } from '@group-gateway/client';
import { EmptyState, Group, Skeleton, Stack, Text } from '@mantine/core';
import { memo, useCallback, useState } from 'react';
import { EndlessBox } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { useWebsites } from './use-websites.ts';

interface ChoiceProps {
  label: string;
  /** Those of this group alone. */
  groupId?: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** Looking only. */
  readOnly?: boolean;
  skip?: boolean;
  height?: number | string;
}

interface RowProps {
  website: WebsiteItemFragment;
  checked: boolean;
  readOnly: boolean;
  onToggle: (id: string) => void;
}

const Row = memo(({ website, checked, readOnly, onToggle }: RowProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox within
  <label className="row" style={{ cursor: readOnly ? 'default' : 'pointer' }}>
    {!readOnly && (
      // The browser's own: rows by the thousand come and go while the list scrolls.
      <input
        type="checkbox"
        className="check"
        checked={checked}
        onChange={() => onToggle(website.id)}
        aria-label={website.name ?? website.url}
      />
    )}
    <span className="row-text">
      <span className="row-name one-line">{website.name ?? website.url}</span>
      <span className="row-note one-line">{website.url}</span>
    </span>
  </label>
));
Row.displayName = 'Row';

/** Websites to choose from, of any number: searched by the service, rendered as far as they are seen. */
export function WebsiteChoice(props: ChoiceProps) {
  const { label, groupId, chosen, onChange, readOnly = false, skip = false, height = 420 } = props;
  const [search, setSearch] = useState('');
  const websites = useWebsites({ search, ...(groupId && { groupId }) }, { skip, cached: groupId !== undefined });
  const { rows, total, hasMore, loadMore, fresh, error, refetch } = websites;
  const toggle = useCallback(
    (id: string) => {
      const after = new Set(chosen);
      if (!after.delete(id)) after.add(id);
      onChange(after);
    },
    [chosen, onChange],
  );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SearchBox label="Search by address" onSearch={setSearch} />
        <Text size="sm" c="dimmed">
          {rows ? counted(total, 'website') : 'Counting …'}
        </Text>
      </Group>
      {error && <FailureView error={error} onRetry={refetch} />}
      {!rows && !error && <Skeleton height={180} radius="lg" aria-label="Loading websites" />}
      {rows?.length === 0 && (
        <EmptyState
          py="md"
          title={search ? 'No website fits' : 'No websites here'}
          description={search && 'Search for another part of the address.'}
        />
      )}
      {rows && rows.length > 0 && (
        <div className={fresh ? undefined : 'stale'} aria-busy={!fresh}>
          <EndlessBox
            key={search}
            label={label}
            rows={rows}
            rowKey={({ id }) => id}
            renderRow={(website) => (
              <Row website={website} checked={chosen.has(website.id)} readOnly={readOnly} onToggle={toggle} />
            )}
            total={total}
            hasMore={hasMore}
            loadMore={loadMore}
            height={height}
          />
        </div>
      )}
    </Stack>
  );
}
