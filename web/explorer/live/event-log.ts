import type { ExecutionResult } from 'graphql';

/** How many events are kept to be looked at, and how many are told in the answer. */
const maxKept = 1000;
const maxTold = 50;

/** How often the page is told of events that come one after the other, in milliseconds. */
const pauseMs = 100;
/** How often the answer is written anew. */
const answerPauseMs = 1000;

export interface LiveEvent {
  /** From 1. */
  number: number;
  receivedAt: Date;
  result: ExecutionResult;
  /** JSON, to be searched. */
  text: string;
}

/** What there is to see at a moment. */
export interface LogView {
  state: 'live' | 'stopped' | 'ended';
  /** Why it ended. */
  reason?: string | undefined;
  received: number;
  /** The newest first. */
  events: readonly LiveEvent[];
  /** The position of the last event, if the operation selects it: from there it can go on. */
  position?: string | undefined;
}

const live = 'live';
const liveLine = `"state": "${live}"`;

/** Whether an answer is the log of a subscription that runs, or ran when the answer was shown. */
export const isLive = (answer: string) => answer.startsWith(`{\n  ${liveLine}`);

const stoppedState = 'stopped, because you stopped it, opened another tab, or reloaded the page';

/** The same log once nothing runs any more. */
export const stopped = (answer: string) => answer.replace(liveLine, `"state": "${stoppedState}"`);

/** The position that an event tells at its root, as all subscriptions of the service can. */
function positionOf({ data }: ExecutionResult): string | undefined {
  const [event] = Object.values(data ?? {});
  const position = (event as { position?: unknown } | null | undefined)?.position;
  return typeof position === 'string' ? position : undefined;
}

/** The events of a subscription. It goes on where it ended when it is followed again. */
export class EventLog {
  #view: LogView = { state: live, received: 0, events: [] };
  readonly #listeners = new Set<() => void>();
  #telling = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): LogView => this.#view;

  /** What is told of it as an answer. */
  get answer() {
    const { state, reason, received, events } = this.#view;
    return {
      state: state === 'stopped' ? stoppedState : (reason ?? state),
      received,
      events: events
        .slice(0, maxTold)
        .map(({ receivedAt, result }) => ({ receivedAt: receivedAt.toISOString(), ...result })),
    };
  }

  #set(change: Partial<LogView>): void {
    this.#view = { ...this.#view, ...change };
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      for (const listener of this.#listeners) listener();
    }, pauseMs);
  }

  #add(result: ExecutionResult): void {
    const number = this.#view.received + 1;
    const event = { number, receivedAt: new Date(), result, text: JSON.stringify(result, null, 2) };
    this.#set({
      received: number,
      events: [event, ...this.#view.events].slice(0, maxKept),
      position: positionOf(result) ?? this.#view.position,
    });
  }

  async #read(source: AsyncIterable<ExecutionResult>): Promise<void> {
    this.#set({ state: live, reason: undefined });
    let reason = 'ended by the service';
    try {
      for await (const result of source) this.#add(result);
    } catch (error) {
      reason = `ended: ${error instanceof Error ? error.message : 'the connection failed'}`;
    }
    if (this.#view.state === live) this.#set({ state: 'ended', reason });
  }

  /** Reads events until they end or nobody wants more; iterates over what the answer is, from time to time. */
  follow(source: AsyncIterableIterator<ExecutionResult>): AsyncIterableIterator<EventLog['answer']> {
    let over = false;
    let isClosed = false;
    const end = this.#read(source).then(() => {
      over = true;
    });
    let told = -1;
    const next = async (): Promise<IteratorResult<EventLog['answer']>> => {
      if (told === Number.POSITIVE_INFINITY) return { done: true, value: undefined };
      await Promise.race([end, new Promise((done) => setTimeout(done, told < 0 ? 0 : answerPauseMs))]);
      if (isClosed) return { done: true, value: undefined };
      if (!over && told === this.#view.received) return next();
      told = over ? Number.POSITIVE_INFINITY : this.#view.received;
      return { done: false, value: this.answer };
    };
    return {
      next,
      return: async () => {
        isClosed = true;
        this.#set({ state: 'stopped', reason: 'stopped by you' });
        await source.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
