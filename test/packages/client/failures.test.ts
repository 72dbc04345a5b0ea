import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gql } from '@apollo/client';
import { CreateWebsiteDocument, failureOf, GroupCreditsDocument, ViewerDocument } from '../../../client/src/index.ts';
import { TestOrganization } from '../../support/organization.ts';
import { apolloClient } from './apollo.ts';

const failure = (asked: Promise<unknown>) => asked.then(() => undefined, failureOf);

test('a key that is missing, unknown, expired or revoked: unauthenticated', async () => {
  const organization = await TestOrganization.create();
  const past = new Date(Date.now() - 1000);
  const keys = [
    '',
    'gg_unknown',
    await organization.createKey({ expiresAt: past }),
    await organization.createKey({ revokedAt: past }),
  ];
  for (const key of keys)
    expect(await failure(apolloClient(key).query({ query: ViewerDocument }))).toMatchObject({
      kind: 'unauthenticated',
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('key'),
    });
});

test('a key that may not do it: forbidden', async () => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const variables = { input: { url: 'new.example' } };
  expect(await failure(apolloClient(key).mutate({ mutation: CreateWebsiteDocument, variables }))).toMatchObject({
    kind: 'forbidden',
    code: 'FORBIDDEN',
  });
});

test('a fault of the request: other, with its code', async () => {
  const { key } = await TestOrganization.create();
  const query = gql`{ groups(first: 0) { totalCount } }`;
  expect(await failure(apolloClient(key).query({ query }))).toMatchObject({ kind: 'other', code: 'BAD_USER_INPUT' });
});

test('a billing provider that is down: credits are null, with the reason, and the rest is there', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ billingEnabled: true });
  await organization.setBillingOutage(true);
  const { data, error } = await apolloClient(organization.key).query({
    query: GroupCreditsDocument,
    variables: { id },
    errorPolicy: 'all',
  });
  expect(data).toEqual({ group: { __typename: 'Group', id, credits: null } });
  expect(failureOf(error)).toMatchObject({ kind: 'other', code: 'BILLING_PROVIDER_FAILED' });
});

/** What stands before the service, or the service itself, where it cannot serve. */
async function answering(status: number, headers: Record<string, string>, body: string) {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const errors = (message: string, code: string) => JSON.stringify({ errors: [{ message, extensions: { code } }] });

test.each([
  [
    429,
    { ...json, 'retry-after': '7' },
    errors('Slow down.', 'RATE_LIMITED'),
    { kind: 'rateLimited', retryAfterMs: 7000, message: 'Slow down.' },
  ],
  [503, { 'retry-after': '0' }, '<h1>Service Unavailable</h1>', { kind: 'unavailable', retryAfterMs: 0 }],
  [502, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, '', { kind: 'unavailable' }],
  [500, json, errors('Tell the operator.', 'INTERNAL_SERVER_ERROR'), { kind: 'other', message: 'Tell the operator.' }],
  [500, json, 'null', { kind: 'other' }],
])('HTTP %d with %o', async (status, headers, body, expected) => {
  const server = await answering(status, headers, body);
  const client = apolloClient('key', { url: server.url });
  expect(await failure(client.query({ query: ViewerDocument }))).toMatchObject(expected);
  server.close();
  expect(await failure(client.query({ query: ViewerDocument }))).toMatchObject({ kind: 'unreachable' });
});
