import type { WebSocket } from 'ws';
import { StalledReaderError } from '../../graphql/subscriptions/event-sink.ts';
import { heartbeatMs, stalledMs } from '../../graphql/subscriptions/event-stream.ts';

/** What may wait to be sent, in bytes, before no more is taken from the client. */
const maxUnsent = 1_000_000;
/** About what a message takes beside its text, in bytes. */
const frameBytes = 100;
/** How many messages of a socket may be answered at the same time, before no more is taken from the client. */
const maxAnswering = 20;
/** How long a client may take to agree to the end. */
const closeMs = 1000;
/** What a close frame has room for, in bytes. */
const maxReason = 123;

/** As much of a reason as there is room for, in whole characters. */
function cut(reason: string): string {
  const bytes = Buffer.from(reason);
  let end = Math.min(bytes.length, maxReason);
  // Bytes that begin with 10 go on with a character.
  while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return bytes.toString('utf8', 0, end);
}

/**
 * A WebSocket whose client can make the node keep no more than a bounded amount: as long as it has enough to answer, or
 * enough that the client has not taken, nothing more is read. A client that takes nothing for long is cut off.
 */
export class BoundedSocket {
  readonly #socket: WebSocket;
  #answering = 0;
  readonly #arrived: string[] = [];
  #unsent = 0;
  #stalled: NodeJS.Timeout | undefined;
  #isAlive = true;
  #isStalled = false;
  #onAnswered = () => {};

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('error', () => {}); // the socket closes, with the code for what is wrong
    socket.on('ping', (data) => {
      if (this.#unsent < maxUnsent) this.#count(data.length, (sent) => socket.pong(data, false, sent));
    });
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    const heartbeat = setInterval(() => this.#beat(), heartbeatMs).unref();
    socket.on('close', () => {
      clearInterval(heartbeat);
      clearTimeout(this.#stalled);
    });
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  /**
   * Hands out the texts that come, a few at a time.
   *
   * @param take must not throw; may say before its end that what follows is no answer any more, but events
   */
  onMessage(take: (text: string, answered: () => void) => Promise<void>): void {
    const takeNext = async () => {
      const text = this.#arrived.shift();
      if (text === undefined || !this.isOpen) return;
      const answered = this.#countUntilAnswered(() => void takeNext());
      await take(text, answered);
      answered();
    };
    this.#socket.on('message', (data, isBinary) => {
      if (!this.isOpen) return;
      if (isBinary) return this.close(4400, 'Invalid message received: send text');
      // What has arrived together with others comes even while nothing more is read.
      this.#arrived.push(String(data));
      if (this.#answering < maxAnswering) void takeNext();
    });
  }

  onClose(listen: (code: number, reason: string) => void): void {
    this.#socket.on('close', (code, reason) => listen(code, String(reason)));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Resolves when the network has taken it. Nothing is sent after the end. @throws StalledReaderError */
  send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.isOpen) return resolve();
      this.#count(Buffer.byteLength(text), (sent) =>
        this.#socket.send(text, (error) => {
          sent();
          if (error || this.#isStalled) reject(new StalledReaderError());
          else resolve();
        }),
      );
    });
  }

  #countUntilAnswered(then: () => void): () => void {
    this.#answering++;
    this.#pace();
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      this.#answering--;
      then();
      if (this.#answering === 0) this.#onAnswered();
      this.#pace();
    };
  }

  /** Ends the connection when what the client has asked for is answered. */
  closeWhenAnswered(code: number, reason: string): void {
    this.#onAnswered = () => this.close(code, reason);
    if (this.#answering === 0) this.#onAnswered();
  }

  /** Ends the connection, with or without the client's consent. */
  close(code: number, reason: string): void {
    this.#socket.close(code, cut(reason));
    this.#socket.resume();
    setTimeout(() => this.#socket.terminate(), closeMs).unref();
  }

  #count(bytes: number, send: (sent: () => void) => void): void {
    const size = bytes + frameBytes;
    this.#unsent += size;
    this.#stalled ??= this.#terminateUnlessTaken();
    this.#pace();
    send(() => {
      this.#unsent -= size;
      clearTimeout(this.#stalled);
      this.#stalled = this.#unsent > 0 && this.isOpen ? this.#terminateUnlessTaken() : undefined;
      this.#pace();
    });
  }

  #terminateUnlessTaken(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#isStalled = true;
      this.#socket.terminate();
    }, stalledMs).unref();
  }

  #pace(): void {
    if (!this.isOpen) return;
    const isFull = this.#answering >= maxAnswering || this.#unsent >= maxUnsent;
    if (isFull === this.#socket.isPaused) return;
    if (isFull) this.#socket.pause();
    else this.#socket.resume();
  }

  /** A client that has gone without a word answers no ping. One that is not read cannot be heard. */
  #beat(): void {
    if (this.#socket.isPaused) return;
    if (!this.#isAlive) this.#socket.terminate();
    this.#isAlive = false;
    if (this.isOpen) this.#socket.ping();
  }
}
