import { serverAudits } from 'graphql-http';
import { post, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let key: string;

beforeAll(async () => {
  ({ key } = await TestOrganization.create());
});

const audits = serverAudits({
  url: () => `${serviceUrl()}/graphql`,
  // Without a key every request is the same: 401.
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, 'x-api-key': key } }),
});

/**
 * Three audits want a request that is no good answered with 200 where `application/json` is accepted, for clients from
 * before `application/graphql-response+json`. The service answers 400 to both: load balancers, logs and alerts tell such
 * requests by their status, and a request that got to no operation cannot be taken for one that did.
 */
const departures: Record<string, string> = {
  '572B': '{',
  FDE2: '{ nonsense }',
  '7B9B': 'query ($id: ID!) { group(id: $id) { id } }',
};

const followed = audits.filter(({ id }) => !departures[id]);

test('the audit is the whole one, and what the service departs from is no MUST', () => {
  expect(followed.length).toBe(audits.length - Object.keys(departures).length);
  expect(followed.length).toBeGreaterThan(55);
  for (const { id, name } of audits) if (departures[id]) expect(name).toMatch(/^SHOULD use .* ?200 /);
});

test.each(followed)('$id $name', async ({ fn }) => {
  const { status, ...result } = await fn();
  if (status !== 'ok') throw new Error(JSON.stringify(result));
});

test.each(Object.entries(departures))('%s: "%s" is answered with 400, also as application/json', async (_id, query) => {
  const answer = await post(JSON.stringify({ query }), { 'x-api-key': key, accept: 'application/json' });
  expect(answer).toMatchObject({ status: 400, data: undefined });
  expect(answer.errors).toHaveLength(1);
});
