import '@mantine/core/styles/Timeline.css';
import './activity.css';
import { Anchor, Button, Timeline as MantineTimeline, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { TimeAgo } from '../parts/time-ago.tsx';
import { useViewer } from '../session/viewer.ts';
import { authorOf, type Entry, fieldOf, kinds, resourceTypes } from './entry.ts';
import { nameOf, textOf, toldOf } from './field-texts.ts';
import { isRevertible } from './revert.ts';
import { RevertChange } from './revert-change.tsx';
import { type Names, useNames } from './use-activity.ts';

/** What the resource is called: now, or in the entry itself if it is gone. */
function titleOf(entry: Entry, names: Names): string | undefined {
  const told = ['name', 'lookupName', 'displayName', 'url'].map((name) => fieldOf(entry, name));
  return names.nameOf(entry.resourceId) ?? told.map((field) => field?.to ?? field?.from ?? undefined).find(Boolean);
}

function Subject({ entry, names }: { entry: Entry; names: Names }) {
  const { one, path } = resourceTypes[entry.resourceType];
  const title = titleOf(entry, names);
  const exists = names.nameOf(entry.resourceId) !== undefined || entry.resourceType === 'WEBHOOK_ENDPOINT';
  return (
    <>
      {one}{' '}
      {path && exists ? (
        <Anchor component={Link} to={`${path}/${entry.resourceId}`} fw={600}>
          {title ?? entry.resourceId}
        </Anchor>
      ) : (
        <b>{title ?? entry.resourceId}</b>
      )}{' '}
    </>
  );
}

function Fields({ entry: { fields }, names }: { entry: Entry; names: Names }) {
  const known = (id: string) => names.nameOf(id) ?? id;
  return (
    <dl className="changed-fields">
      {toldOf(fields).map(({ field, from, to }) => (
        <div key={field}>
          <dt>{nameOf(field, names.languages)}</dt>
          <dd>
            {from !== null && to !== null && (
              <>
                <del>{textOf(field, from, known)}</del> →{' '}
              </>
            )}
            {to === null && from !== null && !/^(websites|accounts)/.test(field) ? (
              <del>{textOf(field, from, known)}</del>
            ) : (
              textOf(field, to ?? from, known)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface TimelineProps {
  label: string;
  entries: readonly Entry[];
  /** Whether each entry says what it is about. */
  withSubject?: boolean;
}

/** Entries of the history: what was changed, by whom, from what to what, and the way back where there is one. */
export function Timeline({ label, entries, withSubject = false }: TimelineProps) {
  const viewer = useViewer();
  const names = useNames(entries);
  const [reverted, setReverted] = useState<Entry>();
  return (
    <>
      <MantineTimeline
        bulletSize={14}
        lineWidth={2}
        active={entries.length}
        role="list"
        aria-label={label}
        className="timeline"
      >
        {entries.map((entry) => (
          <MantineTimeline.Item key={entry.id} role="listitem" color={kinds[entry.kind].color}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {withSubject && <Subject entry={entry} names={names} />}
              {withSubject ? kinds[entry.kind].text : <b className="capitalized">{kinds[entry.kind].text}</b>} by{' '}
              {authorOf(entry)}
            </Text>
            <Text size="xs" c="dimmed">
              <TimeAgo time={entry.changedAt} />
              {entry.revision !== null && ` · revision ${entry.revision}`}
            </Text>
            <Fields entry={entry} names={names} />
            {isRevertible(entry, viewer) && (
              <Button size="compact-sm" variant="default" onClick={() => setReverted(entry)}>
                Revert this change
              </Button>
            )}
          </MantineTimeline.Item>
        ))}
      </MantineTimeline>
      {reverted && <RevertChange entry={reverted} names={names} onClose={() => setReverted(undefined)} />}
    </>
  );
}
