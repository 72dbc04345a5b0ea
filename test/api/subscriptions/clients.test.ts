import { inspect } from 'node:util';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedProtocolErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { fetchExchange, Client as UrqlClient } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { updateGroup } from '../groups/update-group/operation.ts';

const query = `subscription Changes($ids: [ID!], $after: String) {
  groupChanged(ids: $ids, after: $after) { position change { revision } }
}`;

interface Variables {
  ids: string[];
  after?: string | undefined;
}

/** What a subscription of a client has come to. */
class Told {
  readonly revisions: number[] = [];
  position: string | undefined;
  error: unknown;
  ended = false;

  readonly next = (data: unknown): void => {
    const { groupChanged } = data as { groupChanged: { position: string; change: { revision: number } } };
    this.position = groupChanged.position;
    this.revisions.push(groupChanged.change.revision);
  };
  readonly fail = (error: unknown): void => {
    this.error = error;
    this.ended = true;
  };
  readonly end = (): void => {
    this.ended = true;
  };
}

/** Subscribes; the returned function ends it. */
type Subscribe = (url: string, key: string, variables: Variables, told: Told) => () => void;

const apollo: Subscribe = (url, key, variables, told) => {
  const link = new HttpLink({ uri: `${url}/graphql`, headers: { 'x-api-key': key } });
  return overApollo(link, variables, told);
};

const apolloOverSocket: Subscribe = (url, key, variables, told) => {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { apiKey: key },
    retryAttempts: 0,
  });
  return overApollo(new GraphQLWsLink(client), variables, told);
};

function overApollo(link: HttpLink | GraphQLWsLink, variables: Variables, told: Told): () => void {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const subscription = client.subscribe({ query: gql(query), variables }).subscribe({
    next: ({ data, error }) => (error ? told.fail(error) : told.next(data)),
    error: told.fail,
    complete: told.end,
  });
  return () => {
    subscription.unsubscribe();
    client.stop();
  };
}

const graphqlWs: Subscribe = (url, key, variables, told) => {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
    retryAttempts: 0,
  });
  const sink = { next: ({ data }: { data?: unknown }) => told.next(data), error: told.fail, complete: told.end };
  client.subscribe({ query, variables: { ...variables } }, sink);
  return () => void client.dispose();
};

const graphqlSse: Subscribe = (url, key, variables, told) => {
  const client = createSseClient({ url: `${url}/graphql`, headers: { 'x-api-key': key }, retryAttempts: 0 });
  client.subscribe(
    { query, variables: { ...variables } },
    {
      next: ({ data, errors }) => (errors ? told.fail(errors) : told.next(data)),
      error: told.fail,
      complete: told.end,
    },
  );
  return () => client.dispose();
};

const urql: Subscribe = (url, key, variables, told) => {
  const client = new UrqlClient({
    url: `${url}/graphql`,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    fetchOptions: { headers: { 'x-api-key': key } },
    preferGetMethod: false,
  });
  const { unsubscribe } = client.subscription(query, variables).subscribe(({ data, error }) => {
    if (error) told.fail(error);
    else if (data) told.next(data);
  });
  return unsubscribe;
};

/** As a page would read it without a library: GET, and the key in a header. */
const plainFetch: Subscribe = (url, key, variables, told) => {
  const abort = new AbortController();
  const read = async () => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${key}` };
    const { body } = await fetch(`${url}/graphql?${search}`, { headers, signal: abort.signal });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const events = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = events.pop() as string;
      for (const event of events) {
        const data = /^data: (.+)$/m.exec(event)?.[1];
        const { data: result, errors } = data ? JSON.parse(data) : {};
        if (errors) told.fail(errors);
        else if (result) told.next(result);
      }
    }
  };
  read().then(told.end, told.fail);
  return () => abort.abort();
};

const clients: [string, Subscribe][] = [
  ["Apollo Client's HttpLink", apollo],
  ["Apollo Client's GraphQLWsLink", apolloOverSocket],
  ['graphql-ws', graphqlWs],
  ['graphql-sse', graphqlSse],
  ['urql', urql],
  ['fetch', plainFetch],
];

// Node.js 20 has none, and Apollo Client's link looks at it when a subscription fails.
Object.assign(globalThis, { WebSocket });

let service: ServiceProcess;
beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl() });
});
afterAll(() => service.kill());

test.each(clients)(
  '%s gets each event, goes on from a position, and is told when the key ends',
  async (_name, subscribe) => {
    const organization = await TestOrganization.create();
    const key = await organization.createKey();
    const id = await organization.addGroup();
    const rename = async (name: string) => (await updateGroup(organization.key, { id, name })).group.revision as number;
    const first = new Told();
    let stop = subscribe(service.url, key, { ids: [id] }, first);
    // Some clients do not tell when a subscription has begun, so the group changes until an event arrives.
    let last = 0;
    for (let n = 0; first.revisions.length === 0 && !first.ended; n++) last = await rename(`Name ${n}`);
    await eventually('the last event', () => first.revisions.at(-1) === last);
    stop();
    const missed = [await rename('Missed'), await rename('Missed, too')];
    const second = new Told();
    stop = subscribe(service.url, key, { ids: [id], after: first.position }, second);
    await eventually('what was missed', () => second.revisions.length >= missed.length, 15_000);
    expect(second.revisions).toEqual(missed);
    await organization.query('UPDATE api_keys SET revoked_at = now() WHERE organization_id = $1 AND name = $2', [
      organization.id,
      'test',
    ]);
    await eventually('the end', () => second.ended, 15_000);
    expect(inspect(second.error, { depth: 6 })).toContain('UNAUTHENTICATED');
    stop();
  },
);

test("Apollo Client's HttpLink is told that the node stops", async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const node = await startService({ DATABASE_URL: databaseUrl() });
  const told = new Told();
  const stop = apollo(node.url, organization.key, { ids: [id] }, told);
  for (let n = 0; told.revisions.length === 0; n++) await updateGroup(organization.key, { id, name: `Name ${n}` });
  const stopped = node.stop();
  await eventually('the end', () => told.ended, 15_000);
  expect(CombinedProtocolErrors.is(told.error) && told.error.errors[0]?.extensions?.code).toBe(
    'LIVE_UPDATES_INTERRUPTED',
  );
  expect(await stopped).toBe(0);
  stop();
});

test('graphql-ws goes on at another node by itself, and misses nothing', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const node = await startService({ DATABASE_URL: databaseUrl() });
  let { url } = node;
  const told = new Told();
  // The client sends its variables anew for each connection.
  const variables = {
    ids: [id],
    get after() {
      return told.position;
    },
  };
  const client = createSocketClient({
    url: () => `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { apiKey: organization.key },
    retryAttempts: 20,
    retryWait: () => new Promise((done) => setTimeout(done, 100)),
  });
  const sink = { next: ({ data }: { data?: unknown }) => told.next(data), error: told.fail, complete: told.end };
  client.subscribe({ query, variables }, sink);
  const rename = async (name: string) => (await updateGroup(organization.key, { id, name })).group.revision as number;
  for (let n = 0; told.revisions.length === 0; n++) await rename(`Name ${n}`);
  url = service.url;
  const stopped = node.stop();
  for (let n = 0; n < 5; n++) await rename(`More ${n}`);
  expect(await stopped).toBe(0);
  const last = await rename('Last');
  await eventually('the last change', () => told.revisions.at(-1) === last, 20_000);
  const [first = 0] = told.revisions;
  expect(told.revisions).toEqual(told.revisions.map((_, n) => first + n));
  expect(told.error).toBeUndefined();
  await client.dispose();
});
