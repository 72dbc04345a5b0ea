import { eventually } from '../../support/eventually.ts';
import { serviceUrl } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';

export interface Event {
  /** The event's id, for `Last-Event-ID`. */
  id: string;
  data: Member;
  errors: { message: string; extensions: { code: string } }[] | undefined;
}

/** An open subscription, read as the specification of server-sent events says. */
export class Stream {
  readonly events: Event[] = [];
  /** The last id that the server sent, also without an event. */
  lastEventId = '';
  /** Whether the server said that nothing follows. */
  complete = false;
  ended = false;
  readonly #abort = new AbortController();

  static async open(
    key: string,
    query: string,
    variables: Record<string, unknown> = {},
    { url = serviceUrl(), headers = {} }: { url?: string; headers?: Record<string, string> } = {},
  ): Promise<Stream> {
    const stream = new Stream();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': key, ...headers },
      body: JSON.stringify({ query, variables }),
      signal: stream.#abort.signal,
    });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
      throw new Error(`HTTP ${response.status}: ${await response.text()}`);
    void stream.#read(response.body as ReadableStream<Uint8Array>);
    await eventually('the stream starts', () => stream.lastEventId);
    return stream;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() as string;
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // cut off
    }
    this.ended = true;
  }

  #take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    this.lastEventId = field('id') || this.lastEventId;
    if (field('event') === 'complete') this.complete = true;
    if (field('event') !== 'next') return;
    const { data, errors } = JSON.parse(field('data') as string);
    this.events.push({ id: this.lastEventId, data: data && Object.values(data)[0], errors });
  }

  /** Waits for some events; what they tell. */
  async next(count: number): Promise<Member[]> {
    await eventually(`${count} events`, () => this.events.length >= count, 15_000).catch((late: Error) => {
      throw new Error(`${late.message}, but ${this.events.length}; the stream ${this.ended ? 'has ended' : 'is open'}`);
    });
    return this.events.map(({ data }) => data);
  }

  async end(): Promise<void> {
    await eventually('the stream ends', () => this.ended, 15_000);
  }

  close(): void {
    this.#abort.abort();
  }
}

export const groupChanged = `subscription ($ids: [ID!], $after: String) { groupChanged(ids: $ids, after: $after) {
  position groupId group { id name externalId revision }
  change {
    kind revision name { from to } externalId { to } changedBy { name } websitesAdded { id } websitesRemoved { id }
    monthlyCredits { from to } oneOffCredits { from to }
  }
} }`;

export const websiteChanged = `subscription ($ids: [ID!], $after: String) { websiteChanged(ids: $ids, after: $after) {
  position websiteId website { id name externalId revision deletedAt }
  change { kind revision name { from to } externalId { from to } changedBy { name } }
} }`;

export const accountGroupChanged = `subscription ($ids: [ID!], $after: String) { accountGroupChanged(ids: $ids, after: $after) {
  position accountGroupId accountGroup { id lookupName } change { kind revision displayOrder { from to } names { to } }
} }`;
