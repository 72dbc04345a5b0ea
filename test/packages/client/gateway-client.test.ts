import { gql } from '@apollo/client';
import {
  CreateWebsiteDocument,
  createGroupGatewayClient,
  followChanges,
  GroupChangedDocument,
  GroupDocument,
  GroupsDocument,
  UpdateGroupDocument,
  ViewerDocument,
} from '../../../client/src/index.ts';
import { eventually } from '../../support/eventually.ts';
import { data, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const error = (status: number, code: string, extensions: object = {}) =>
  new Response(JSON.stringify({ errors: [{ message: code, extensions: { code, ...extensions } }] }), {
    status,
    headers: { 'content-type': 'application/graphql-response+json' },
  });

/** A client whose first requests get other answers than the service's. */
function clientBehind(key: string, ...answers: (() => Response)[]) {
  const sent: { headers: Headers; body: { operationName: string; variables: object } }[] = [];
  const client = createGroupGatewayClient({
    url: serviceUrl(),
    apiKey: key,
    fetch: async (address, init) => {
      sent.push({ headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) });
      const answer = answers[sent.length - 1];
      return answer ? answer() : fetch(address, init);
    },
  });
  return { client, sent };
}

const unreachable = () => {
  throw new TypeError('fetch failed');
};
const passing = [
  ['overload', () => error(503, 'OVERLOADED', { retryAfter: 0 })],
  ['a spent budget', () => error(429, 'RATE_LIMITED', { retryAfter: 0 })],
  ['a proxy without a service', () => new Response('<h1>Bad Gateway</h1>', { status: 502 })],
  ['a network that fails', unreachable],
] as const;

test.each(passing)('a query is sent again after %s', async (_what, answer) => {
  const { key } = await TestOrganization.create();
  const { client, sent } = clientBehind(key, answer, answer);
  expect((await client.query({ query: ViewerDocument })).data?.viewer.organization.id).toBeDefined();
  expect(sent).toHaveLength(3);
});

test.each([
  ['a wait that is too long', () => error(429, 'RATE_LIMITED', { retryAfter: 60 })],
  ['a request that takes too long', () => error(503, 'REQUEST_TIMEOUT')],
  ['a key that is none', () => error(401, 'UNAUTHENTICATED')],
  ['a fault of the service', () => error(500, 'INTERNAL_SERVER_ERROR')],
])('nothing is sent again after %s', async (_what, answer) => {
  const { client, sent } = clientBehind('any', answer);
  await expect(client.query({ query: ViewerDocument })).rejects.toThrow();
  expect(sent).toHaveLength(1);
});

test('a mutation whose answer is lost is carried out once', async () => {
  const organization = await TestOrganization.create();
  let lost = false;
  const client = createGroupGatewayClient({
    url: `${serviceUrl()}/graphql`,
    apiKey: organization.key,
    fetch: async (...request) => {
      const answer = await fetch(...request);
      if (lost) return answer;
      lost = true;
      return unreachable();
    },
  });
  const variables = { input: { url: 'once.example' } };
  const { data: created } = await client.mutate({ mutation: CreateWebsiteDocument, variables });
  expect(created?.createWebsite.__typename).toBe('CreateWebsiteSuccess');
  expect((await data(organization.key, '{ websites { totalCount } }')).websites.totalCount).toBe(1);
});

test.each([
  ['lost on its way', () => new Response('<h1>Bad Gateway</h1>', { status: 500 })],
  ['that the service did not get to the end of', () => error(503, 'REQUEST_TIMEOUT')],
])('a mutation with an answer %s may be done: what it can have changed is asked for again', async (_what, answer) => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  const client = createGroupGatewayClient({
    url: serviceUrl(),
    apiKey: organization.key,
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      return String(init?.body).includes('mutation') ? answer() : response;
    },
  });
  const name = async () => (await client.query({ query: GroupDocument, variables: { id } })).data?.group?.name;
  expect(await name()).toBe('Before');
  const variables = { input: { id, name: 'After' } };
  await expect(client.mutate({ mutation: UpdateGroupDocument, variables })).rejects.toThrow();
  expect(await name()).toBe('After');
});

test('a mutation that the service refused makes nothing unknown', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const key = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const { client, sent } = clientBehind(key);
  const look = () => client.query({ query: GroupDocument, variables: { id } });
  await look();
  await expect(
    client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'New' } } }),
  ).rejects.toThrow();
  await look();
  expect(sent.map(({ body }) => body.operationName)).toEqual(['Group', 'UpdateGroup']);
});

test('each mutation has an idempotency key of its own, or the one that it is given', async () => {
  const organization = await TestOrganization.create();
  const { client, sent } = clientBehind(organization.key);
  const mutate = (headers?: object) =>
    client.mutate({
      mutation: CreateWebsiteDocument,
      variables: { input: { url: 'new.example' } },
      ...(headers && { context: { headers } }),
    });
  await mutate();
  await mutate();
  await mutate({ 'idempotency-key': 'mine' });
  await client.query({ query: ViewerDocument });
  const [one, two, three, none] = sent.map(({ headers }) => headers.get('idempotency-key'));
  expect([one, two]).toEqual([expect.stringMatching(/.{20}/), expect.stringMatching(/.{20}/)]);
  expect([one === two, three, none]).toEqual([false, 'mine', null]);
});

test('live updates arrive, in order, and none is lost when the connection breaks', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Zero' });
  let stream = new AbortController();
  let streams = 0;
  const client = createGroupGatewayClient({
    url: serviceUrl(),
    apiKey: organization.key,
    fetch: async (address, init) => {
      const isStream = new Headers(init?.headers).get('accept') === 'text/event-stream';
      if (!isStream) return fetch(address, init);
      stream = new AbortController();
      const signal = AbortSignal.any([stream.signal, init?.signal as AbortSignal]);
      const response = await fetch(address, { ...init, signal }).catch(unreachable);
      streams++;
      // As a network does that breaks: an abort would be the client's own.
      const body = response.body?.pipeThrough(new TransformStream(), { signal: stream.signal }) ?? null;
      return new Response(body, response);
    },
  });
  const names: (string | undefined)[] = [];
  const subscription = client
    .subscribe({ query: GroupChangedDocument })
    .subscribe({ next: ({ data: event }) => names.push(event?.groupChanged.group?.name) });
  await eventually('the stream is there', () => streams === 1);
  const rename = (name: string) =>
    data(organization.key, `mutation { updateGroup(input: { id: "${id}", name: "${name}" }) { __typename } }`);
  await rename('One');
  await eventually('the event is there', () => names.includes('One'));
  stream.abort(new TypeError('terminated'));
  await rename('Two');
  await eventually('the event is there', () => names.includes('Two'));
  expect(names.filter((name) => name !== 'Zero')).toEqual(['One', 'Two']);
  expect(streams).toBe(2);
  subscription.unsubscribe();
});

test('what others change shows on the screen', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'A' });
  const client = createGroupGatewayClient({ url: serviceUrl(), apiKey: organization.key });
  const failures: unknown[] = [];
  const end = followChanges(client, { onFailure: (failure) => failures.push(failure) });
  const list = client.watchQuery({ query: GroupsDocument, variables: { first: 5 } });
  const one = client.watchQuery({ query: GroupDocument, variables: { id } });
  const subscriptions = [list.subscribe({}), one.subscribe({})];
  const shown = () =>
    JSON.stringify([
      list.getCurrentResult().data?.groups?.nodes?.map((group) => group?.name),
      one.getCurrentResult().data?.group?.name ?? null,
    ]);
  await eventually('both are there', () => shown() === '[["A"],"A"]');
  const other = createGroupGatewayClient({ url: serviceUrl(), apiKey: organization.key });
  await other.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'B' } } });
  await eventually('both show the new name', () => shown() === '[["B"],"B"]');
  await other.mutate({
    mutation: gql`mutation ($id: ID!) { deleteGroup(input: { id: $id }) { __typename } }`,
    variables: { id },
  });
  await eventually('both show that it is gone', () => shown() === '[[],null]');
  expect(failures).toEqual([]);
  end();
  for (const subscription of subscriptions) subscription.unsubscribe();
});

test('live updates that may not be followed say why', async () => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const client = createGroupGatewayClient({ url: serviceUrl(), apiKey: key });
  const failures: { kind: string }[] = [];
  const end = followChanges(client, { onFailure: (failure) => failures.push(failure) });
  await eventually('the failure is told', () => failures.length > 0);
  expect(failures).toMatchObject([{ kind: 'forbidden', code: 'FORBIDDEN' }]);
  end();
});
