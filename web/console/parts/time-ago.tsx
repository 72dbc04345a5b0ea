import { useSyncExternalStore } from 'react';
import { formatTime } from './format.ts';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** e.g. `5 minutes ago`, `yesterday`. */
function formatAgo(time: string, now: number): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const [unit, length] = units.find(([, most]) => Math.abs(seconds) >= most) ?? [];
  // The clocks of the browser and of the service differ a little.
  return unit && length ? relative.format(Math.trunc(seconds / length), unit) : 'just now';
}

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on the page. */
function tick(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const changed of listeners) changed();
    }, 30_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long ago something was, which goes on counting; pointing at it tells the exact time. */
export function TimeAgo({ time }: { time: string }) {
  const since = useSyncExternalStore(tick, () => now);
  return (
    <time dateTime={time} title={formatTime(time)}>
      {formatAgo(time, Math.max(since, Date.parse(time)))}
    </time>
  );
}
