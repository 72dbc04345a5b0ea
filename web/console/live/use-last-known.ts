import { useState } from 'react';

/**
 * What is known of a resource. While it is asked for again, because somebody's change made a part of it unknown, that is
 * what was known before: nothing that is typed or open on the page goes away.
 */
export function useLastKnown<Value>(id: string, now: Value | undefined, loading: boolean): Value | undefined {
  const [last, setLast] = useState({ id, value: now });
  if (now !== undefined && (now !== last.value || id !== last.id)) setLast({ id, value: now });
  if (now !== undefined || !loading || last.id !== id) return now;
  return last.value;
}
