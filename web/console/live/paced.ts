/** What comes alone is handed on at once; what follows it, after so long. */
const gapMs = 300;
/** After so many at once there is a longer pause: somebody changes everything. */
const manyEvents = 10;
const longGapMs = 3000;
/** The page has to react meanwhile. */
const sliceMs = 30;

const nextTask = () => new Promise<void>((done) => setTimeout(done));

/**
 * Hands on events as fast as a page can take them. What waits is replaced by a later event of the same key, as each one
 * has all that is to be known.
 */
export function paced<Event>(keyOf: (event: Event) => string, deliver: (event: Event) => void) {
  const waiting = new Map<string, Event>();
  let isBusy = false;
  let isOver = false;

  async function handOn(): Promise<void> {
    isBusy = true;
    while (waiting.size > 0 && !isOver) {
      const events = [...waiting.values()];
      waiting.clear();
      let began = performance.now();
      for (const event of events) {
        if (isOver) return;
        deliver(event);
        if (performance.now() - began < sliceMs) continue;
        await nextTask();
        began = performance.now();
      }
      await new Promise((done) => setTimeout(done, events.length > manyEvents ? longGapMs : gapMs));
    }
    isBusy = false;
  }

  return {
    take(event: Event): void {
      waiting.set(keyOf(event), event);
      if (!isBusy) void handOn();
    },
    stop(): void {
      isOver = true;
    },
  };
}
