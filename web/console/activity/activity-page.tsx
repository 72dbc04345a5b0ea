import { Button, EmptyState, Group, NativeSelect, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { useListSettings } from '../parts/use-list-settings.ts';
import { useViewer } from '../session/viewer.ts';
import { ActivityIcon } from '../shell/icons.tsx';
import { type ActivityFilter, type Entry, type ResourceType, resourceTypes } from './entry.ts';
import { Timeline } from './timeline.tsx';
import { useActivity } from './use-activity.ts';

const usual = { kind: '', resource: '', by: '', since: '', until: '' };
type Settings = typeof usual;

/** A day of the reader: its start, or that of the next one. */
function startOf(day: string, daysLater = 0): string | undefined {
  const time = new Date(`${day}T00:00`);
  if (Number.isNaN(time.getTime())) return undefined;
  time.setDate(time.getDate() + daysLater);
  return time.toISOString();
}

function filterOf({ kind, resource, by, since: sinceDay, until: untilDay }: Settings): ActivityFilter {
  const [since, until] = [startOf(sinceDay), startOf(untilDay, 1)];
  return {
    ...(kind in resourceTypes && { resourceTypes: [kind as ResourceType] }),
    ...(resource && { resourceId: resource }),
    ...(by && { apiKeyId: by }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

/** The keys that made changes, as far as they were seen, one's own first. */
function useAuthors(entries: readonly Entry[], chosen: string) {
  const { apiKey } = useViewer();
  return useMemo(() => {
    const authors = new Map([[apiKey.id, `Your key “${apiKey.name}”`]]);
    for (const { changedBy } of entries)
      if (changedBy && !authors.has(changedBy.apiKeyId))
        authors.set(changedBy.apiKeyId, `${changedBy.name} (${changedBy.prefix}…)`);
    if (chosen && !authors.has(chosen)) authors.set(chosen, chosen);
    return [...authors].map(([value, label]) => ({ value, label }));
  }, [entries, chosen, apiKey]);
}

export function Component() {
  const { canReadStaff } = useViewer();
  const { settings, set } = useListSettings(usual);
  const [parameters, setParameters] = useSearchParams();
  const any = parameters.size > 0;
  const { entries, total, hasMore, loadMore, fresh, error, refetch } = useActivity(filterOf(settings), 50);
  const authors = useAuthors(entries ?? [], settings.by);
  const types = Object.entries(resourceTypes).map(([value, { many }]) => ({ value, label: many }));
  return (
    <>
      <PageTitle title="Activity" about={entries ? counted(total, 'change') : 'Counting …'} />
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          {canReadStaff && (
            <>
              <NativeSelect
                label="What"
                value={settings.kind}
                onChange={({ currentTarget: { value } }) => set('kind', value)}
                data={[{ value: '', label: 'Everything' }, ...types]}
              />
              <NativeSelect
                label="By whom"
                value={settings.by}
                onChange={({ currentTarget: { value } }) => set('by', value)}
                data={[{ value: '', label: 'Anybody' }, ...authors]}
                maw={280}
              />
            </>
          )}
          <TextInput
            type="date"
            label="Since"
            value={settings.since}
            onChange={({ currentTarget: { value } }) => set('since', value)}
          />
          <TextInput
            type="date"
            label="Until"
            value={settings.until}
            onChange={({ currentTarget: { value } }) => set('until', value)}
          />
          {any && (
            <Button variant="default" onClick={() => setParameters({}, { replace: true })}>
              Show everything
            </Button>
          )}
        </Group>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!entries && !error && <Skeleton height={300} radius="lg" aria-label="Loading the activity" />}
        {entries?.length === 0 && (
          <EmptyState
            py="xl"
            icon={<ActivityIcon size={28} />}
            variant="light"
            title={any ? 'No change fits' : 'No change is recorded yet'}
            description={any ? 'Choose other filters, or show everything.' : 'Each change will be listed here.'}
          />
        )}
        {entries && entries.length > 0 && (
          <div className={fresh ? 'card' : 'card stale'} aria-busy={!fresh}>
            <Timeline label="Activity" entries={entries} withSubject />
          </div>
        )}
        {hasMore && (
          <Group>
            <Button variant="default" onClick={loadMore}>
              Show more
            </Button>
          </Group>
        )}
      </Stack>
    </>
  );
}
