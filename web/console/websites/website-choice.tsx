import type { WebsiteItemFragment } from '@group-gateway/client';
import { EmptyState, Group, Stack, Text } from '@mantine/core';
import { memo, useCallback, useState } from 'react';
import { Link } from 'react-router';
import { EndlessBox } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { OpenIcon } from '../shell/icons.tsx';
import { useWebsites } from './use-websites.ts';

interface ChoiceProps {
  label: string;
  /** Those of this group alone. */
  groupId?: string;
  /** Those that this group does not have. */
  notInGroup?: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** Looking only. */
  readOnly?: boolean;
  /** Each row leads to the page of its website. */
  opens?: boolean;
  skip?: boolean;
  height?: number | string;
}

interface RowProps {
  website: WebsiteItemFragment;
  checked: boolean;
  readOnly: boolean;
  opens: boolean;
  onToggle: (id: string) => void;
}

const Row = memo(({ website: { id, url, name }, checked, readOnly, opens, onToggle }: RowProps) => {
  const text = (
    <span className="row-text">
      <span className="row-name one-line">{name ?? url}</span>
      <span className="row-note one-line">{url}</span>
    </span>
  );
  return (
    <div className="row">
      {readOnly ? (
        text
      ) : (
        <label className="row-choice">
          <input
            type="checkbox"
            className="check"
            checked={checked}
            onChange={() => onToggle(id)}
            aria-label={name ?? url}
          />
          {text}
        </label>
      )}
      {opens && (
        <Link to={`/websites/${id}`} className="row-open" aria-label={`Open ${name ?? url}`}>
          <OpenIcon size={16} />
        </Link>
      )}
    </div>
  );
});
Row.displayName = 'Row';

/** Websites to choose from, of any number: searched by the service, rendered as far as they are seen. */
export function WebsiteChoice(props: ChoiceProps) {
  const { label, groupId, notInGroup, chosen, onChange, readOnly = false, opens = false, skip = false } = props;
  const { height = 420 } = props;
  const [search, setSearch] = useState('');
  const websites = useWebsites(
    { search, ...(groupId && { groupId }), ...(notInGroup && { notInGroup }) },
    { skip, cached: groupId !== undefined },
  );
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
        <SearchBox label="Search websites" onSearch={setSearch} />
        <Text size="sm" c="dimmed">
          {rows ? counted(total, 'website') : 'Counting …'}
        </Text>
      </Group>
      {error && <FailureView error={error} onRetry={refetch} />}
      {!rows && !error && <RowsSkeleton label="Loading websites" count={3} rowHeight={60} />}
      {rows?.length === 0 && (
        <EmptyState
          py="md"
          title={search ? 'No website fits' : 'No websites here'}
          description={search && 'Search for another part of the name or address, or for an exact id.'}
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
              <Row
                website={website}
                checked={chosen.has(website.id)}
                readOnly={readOnly}
                opens={opens}
                onToggle={toggle}
              />
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
