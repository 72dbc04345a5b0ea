import { useQuery } from '@apollo/client/react';
import { AccountGroupsDocument, LabelLanguagesDocument } from '@group-gateway/client';
import { Button, Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { BackLink } from '../parts/back-link.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useListSettings } from '../parts/use-list-settings.ts';
import { useViewer } from '../session/viewer.ts';
import { NotFound } from '../shell/not-found.tsx';
import { type Kind, languageTitle, textsOf } from './label-changes.ts';
import { byPlace } from './places.ts';
import { TranslationsGrid } from './translations-grid.tsx';

export function Component() {
  const { canReadStaff, canWriteStaff } = useViewer();
  const { settings, set } = useListSettings({ texts: 'name' });
  const kind: Kind = settings.texts === 'description' ? 'description' : 'name';
  const [added, setAdded] = useState<readonly number[]>([]);
  const { data, previousData, error, refetch, fetchMore } = useQuery(AccountGroupsDocument, {
    variables: { first: 100 },
    skip: !canReadStaff,
  });
  const { data: all } = useQuery(LabelLanguagesDocument, { skip: !canReadStaff });
  if (!canReadStaff) return <NotFound />;
  // While it is read again, what somebody types stays.
  const list = (data ?? previousData)?.accountGroups;
  const groups = byPlace(list?.nodes ?? []);
  const used = new Set([...added, ...groups.flatMap((group) => textsOf(group).map(({ language }) => language.id))]);
  const languages = (all?.labelLanguages ?? []).filter(({ id }) => used.has(id));
  const others = (all?.labelLanguages ?? []).filter(({ id }) => !used.has(id));
  const gaps = groups.reduce((sum, group) => {
    const texts = textsOf(group).filter((one) => one[kind] !== undefined);
    return sum + languages.length - texts.length;
  }, 0);
  return (
    <Stack gap="md">
      <BackLink to="/account-groups">All account groups</BackLink>
      <PageTitle
        title="Translations"
        about={
          list && all ? `${counted(list.totalCount, 'account group')}, ${counted(gaps, 'text')} missing` : 'Counting …'
        }
      />
      <Group gap="sm">
        <SegmentedControl
          aria-label="Texts"
          value={kind}
          onChange={(value) => set('texts', value)}
          data={[
            { value: 'name', label: 'Names' },
            { value: 'description', label: 'Descriptions' },
          ]}
        />
        <NativeSelect
          aria-label="Add a language"
          value=""
          data={[
            { value: '', label: 'Add a language …' },
            ...others.map((language) => ({ value: String(language.id), label: languageTitle(language) })),
          ]}
          onChange={({ currentTarget: { value } }) => setAdded([...added, Number(value)])}
        />
        <Text size="sm" c="dimmed">
          {canWriteStaff
            ? 'Arrow keys move from cell to cell. Enter edits and saves, Escape cancels.'
            : 'Arrow keys move from cell to cell. Your key may look only.'}
        </Text>
      </Group>
      {error && <FailureView error={error} onRetry={refetch} />}
      {!list && !error && <RowsSkeleton label="Loading account groups" count={4} />}
      {list && all && <TranslationsGrid key={kind} groups={groups} languages={languages} kind={kind} />}
      {list?.pageInfo.hasNextPage && (
        <Button variant="default" onClick={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}>
          Show more
        </Button>
      )}
    </Stack>
  );
}
