import type { ExecutionResult } from 'graphql';

/** How many events are shown. */
const shown = 200;

const live = 'live';

interface Log {
  state: string;
  received: number;
  /** The newest first. */
  events: (ExecutionResult & { receivedAt: string })[];
}

/** Shows the events of a subscription as a list that grows, and why it ended. */
export async function* eventLog(results: AsyncIterable<ExecutionResult>): AsyncGenerator<Log> {
  const log: Log = { state: live, received: 0, events: [] };
  try {
    for await (const result of results) {
      log.received++;
      log.events = [{ receivedAt: new Date().toISOString(), ...result }, ...log.events].slice(0, shown);
      yield log;
    }
    log.state = 'ended by the service';
  } catch (error) {
    log.state = `ended: ${error instanceof Error ? error.message : 'the connection failed'}`;
  }
  yield log;
}

const liveLine = `"state": "${live}"`;

/** Whether an answer is the log of a subscription that runs, or ran when the answer was shown. */
export const isLive = (answer: string) => answer.startsWith(`{\n  ${liveLine}`);

/** The same log once nothing runs any more. */
export const stopped = (answer: string) =>
  answer.replace(liveLine, '"state": "stopped, because you stopped it, opened another tab, or reloaded the page"');
