import type { FormattedExecutionResult } from 'graphql';

/** A reader that does not keep up. */
export class StalledReaderError extends Error {}

/** Where the events of a subscription go. */
export interface EventSink {
  /** Aborted when the reader is gone, or nothing follows. */
  readonly closed: AbortSignal;

  /** @throws StalledReaderError */
  send(result: FormattedExecutionResult, position: string): Promise<void>;

  /**
   * Ends the events. Without a reason the node stops, and the client is to connect to another one.
   *
   * @param isFinal whether to connect again would be in vain
   */
  end(reason?: Required<Pick<FormattedExecutionResult, 'errors'>>, isFinal?: boolean): void;
}
