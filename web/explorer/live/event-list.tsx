import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import type { EventLog, LiveEvent, LogView } from './event-log.ts';
import { resumeNext } from './resume.ts';
import './event-list.css';

const maxShown = 100;

const states = { live: 'Live', stopped: 'Stopped', ended: 'Ended' };

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** One line of an event: its data, without what every event has. */
function lineOf({ result: { data, errors } }: LiveEvent): string {
  if (errors) return errors.map(({ message }) => message).join(' ');
  const [event] = Object.values(data ?? {});
  const { position: _position, ...told } = (event ?? {}) as Record<string, unknown>;
  return JSON.stringify(told).replaceAll('"', '');
}

function Event({ event }: { event: LiveEvent }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="event-number">{event.number}</span>
        <time dateTime={event.receivedAt.toISOString()}>{time.format(event.receivedAt)}</time>
        <span className="event-line">{lineOf(event)}</span>
      </summary>
      {isOpen && <pre>{event.text}</pre>}
    </details>
  );
}

interface ControlsProps {
  view: LogView;
  /** Absent while nothing is paused: how many events came since. */
  held: number | undefined;
  onPause(): void;
  onResume(): void;
}

function Controls({ view, held, onPause, onResume }: ControlsProps) {
  return (
    <>
      <button type="button" onClick={onPause} aria-pressed={held !== undefined}>
        {held === undefined ? 'Pause' : `Show ${held} new`}
      </button>
      {view.state !== 'live' && (
        <button type="button" onClick={onResume} disabled={view.position === undefined}>
          Resume
        </button>
      )}
      {view.state !== 'live' && view.position === undefined && (
        <span className="quiet">To resume where it ended, select “position”.</span>
      )}
    </>
  );
}

function List({ log }: { log: EventLog }) {
  const view = useSyncExternalStore(log.subscribe, log.view);
  const [paused, setPaused] = useState<LogView>();
  const [filter, setFilter] = useState('');
  const filterId = useId();
  const { run, updateActiveTabValues } = useGraphiQLActions();
  const responseEditor = useGraphiQL((graphiql) => graphiql.responseEditor);
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response);
  const last = useMemo(() => (view.state === 'stopped' ? JSON.stringify(log.answer, null, 2) : undefined), [log, view]);
  // While events come, the answer is written from time to time: it lacks the last ones where another tab was opened soon.
  useEffect(() => {
    if (last === undefined || last === response || !responseEditor) return;
    responseEditor.setValue(last);
    updateActiveTabValues({ response: last });
  }, [last, response, responseEditor, updateActiveTabValues]);
  const { events } = paused ?? view;
  const wanted = filter.trim().toLowerCase();
  const matching = wanted === '' ? events : events.filter(({ text }) => text.toLowerCase().includes(wanted));
  return (
    <section className="event-log" aria-label="Events">
      <div className="event-controls">
        <strong className="event-state" data-state={view.state} title={view.reason}>
          {states[view.state]}
        </strong>
        <span className="quiet" aria-live="polite">
          {view.reason && `${view.reason} · `}
          {view.received} received
          {wanted !== '' && `, ${matching.length} shown`}
        </span>
        <Controls
          view={view}
          held={paused && view.received - paused.received}
          onPause={() => setPaused(paused ? undefined : view)}
          onResume={() => {
            setPaused(undefined);
            resumeNext(log);
            run();
          }}
        />
        <label htmlFor={filterId}>Filter</label>
        <input
          id={filterId}
          type="search"
          placeholder="any text of an event"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
      <ol className="events" tabIndex={0} aria-label="Newest first">
        {matching.slice(0, maxShown).map((event) => (
          <li key={event.number}>
            <Event event={event} />
          </li>
        ))}
      </ol>
      {matching.length === 0 && <p className="quiet">{emptyText(view, wanted)}</p>}
    </section>
  );
}

function emptyText({ state, received }: LogView, wanted: string): string {
  if (wanted !== '' && received > 0) return 'No event has this text.';
  return state === 'live' ? 'Waiting for the first event …' : 'There was no event.';
}

/** A run of an operation; with a log if it is a subscription. */
export interface LiveRun {
  log?: EventLog;
}

/** The events of the open tab's subscription, in the place of its answer, until the tab runs something else. */
export function EventList({ run }: { run: LiveRun | undefined }) {
  const [logs, setLogs] = useState<ReadonlyMap<string, EventLog>>(new Map());
  const tabId = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run belongs to the tab that is open when it starts
  useEffect(() => {
    if (!run || !tabId) return;
    setLogs((before) => {
      const others = [...before].filter(([id]) => id !== tabId);
      return new Map(run.log ? [...others, [tabId, run.log]] : others);
    });
  }, [run]);
  const shown = tabId === undefined ? undefined : logs.get(tabId);
  return shown ? <List key={tabId} log={shown} /> : null;
}
