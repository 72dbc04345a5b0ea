import { WebSocket } from 'ws';
import { eventually } from '../../support/eventually.ts';
import { serviceUrl } from '../../support/graphql.ts';

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

interface SocketOptions {
  url?: string;
  headers?: Record<string, string>;
  origin?: string;
  protocols?: string[];
}

interface Wanted {
  id?: string;
  /** Which one of them, from 1. */
  n?: number;
  timeoutMs?: number;
}

/** A WebSocket that sends whatever a test wants to. */
export class Socket {
  readonly messages: Message[] = [];
  readonly webSocket: WebSocket;
  /** How the connection ended. */
  closed: { code: number; reason: string } | undefined;
  /** What answered in place of a WebSocket. */
  refused: { status: number; body: string } | undefined;

  private constructor({ url = serviceUrl(), protocols = ['graphql-transport-ws'], ...options }: SocketOptions) {
    this.webSocket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocols, options);
    this.webSocket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
    this.webSocket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.webSocket.on('error', () => {});
    this.webSocket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => {
        this.refused = { status: response.statusCode ?? 0, body };
      });
    });
  }

  /** Opens a connection, or finds that it is refused. */
  static async open(options: SocketOptions = {}): Promise<Socket> {
    const socket = new Socket(options);
    await eventually('an answer', () => socket.isOpen || socket.closed || socket.refused);
    return socket;
  }

  /** Opens a connection with a key. */
  static async begin(key: string, options: SocketOptions = {}): Promise<Socket> {
    const socket = await Socket.open(options);
    socket.send({ type: 'connection_init', payload: { apiKey: key } });
    await socket.next('connection_ack');
    return socket;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === WebSocket.OPEN;
  }

  send(message: object | string | Buffer): void {
    this.webSocket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  of(type: string, id?: string): Message[] {
    return this.messages.filter((message) => message.type === type && (id === undefined || message.id === id));
  }

  /** Waits for the n-th message of a type. */
  async next(type: string, { id, n = 1, timeoutMs = 15_000 }: Wanted = {}): Promise<Message> {
    await eventually(
      `message ${n} of type ${type}`,
      () => this.of(type, id).length >= n || this.closed !== undefined,
      timeoutMs,
    );
    const message = this.of(type, id)[n - 1];
    if (!message) throw new Error(`No ${type}: closed with ${JSON.stringify(this.closed)}`);
    return message;
  }

  /** Waits for the end; the code that it comes with. */
  async end(timeoutMs = 15_000): Promise<number> {
    await eventually('the end of the connection', () => this.closed, timeoutMs);
    return (this.closed as { code: number }).code;
  }

  close(): void {
    this.webSocket.terminate();
  }
}
