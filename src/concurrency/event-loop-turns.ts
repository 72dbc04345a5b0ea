import { type RequestScope, requestScope } from '../telemetry/request-scope.ts';

/** For how long work may keep the event loop at one go. */
const sliceMs = 5;

let began: number | undefined;
const waiting: (() => void)[] = [];

function resumeOne(): void {
  began = performance.now();
  waiting.shift()?.();
  setImmediate(waiting.length > 0 ? resumeOne : endTurn);
}

function endTurn(): void {
  if (waiting.length > 0) resumeOne();
  else began = undefined;
}

/** Whether the work of this turn of the event loop has taken its time. */
function isDue(): boolean {
  const now = performance.now();
  if (began === undefined) {
    began = now;
    setImmediate(endTurn);
  }
  return now - began > sliceMs;
}

/** Of each request: how many lists are being handed out, and what waits until none is. */
const requests = new WeakMap<RequestScope, { lists: number; afterwards: (() => void)[] }>();

/** Does something once all entries of the request's lists are handed out: at once, if none are being handed out. */
export function whenHandedOut(work: () => void): void {
  const scope = requestScope.getStore();
  const request = scope && requests.get(scope);
  if (request && request.lists > 0) request.afterwards.push(work);
  else work();
}

function beginList(): () => void {
  const scope = requestScope.getStore();
  if (!scope) return () => {};
  const request = requests.get(scope) ?? { lists: 0, afterwards: [] };
  requests.set(scope, request);
  request.lists++;
  return () => {
    if (--request.lists === 0) for (const work of request.afterwards.splice(0)) work();
  };
}

/**
 * Hands out entries one after the other, and lets the event loop do everything else as often as what is done with them
 * has taken some milliseconds. All lists of all requests share this time.
 */
export function inSlices<Entry>(entries: readonly Entry[]): Promise<Entry>[] {
  const handOut: (() => void)[] = [];
  const promises = entries.map((entry) => new Promise<Entry>((resolve) => handOut.push(() => resolve(entry))));
  const end = beginList();
  void (async () => {
    for (const next of handOut) {
      if (isDue()) await new Promise<void>((resume) => waiting.push(resume));
      next();
      // What waits for the entry runs before the loop goes on.
      await undefined;
    }
    end();
  })();
  return promises;
}
