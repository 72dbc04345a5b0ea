import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { type ServiceProcess, startService } from '../support/service.ts';
import { describeInBrowser, type ObservedPage, openBrowser, openPage } from './support.ts';

/*
 * What frontends and tools on pages of other origins do, such as Apollo Sandbox and the web version of Altair: requests
 * with the headers of docs/frontends.md, which a browser sends only after it has asked the service.
 */

/** An empty page, at an origin of its own. */
async function openOrigin(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>A tool'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Runs in the page. What it gets by each way, or why it gets nothing. */
async function tryAll({ url, key }: { url: string; key: string }) {
  const told = (error: unknown) => `refused: ${(error as Error).name}`;
  const headers = {
    'content-type': 'application/json',
    'x-api-key': key,
    'apollographql-client-name': 'a tool',
    'apollographql-client-version': '1',
    'apollo-require-preflight': 'true',
  };
  const post = (query: string, accept: string) =>
    fetch(url, { method: 'POST', headers: { ...headers, accept }, body: JSON.stringify({ query }) });
  const introspection = post('{ __schema { queryType { name } } }', 'application/json')
    .then(async (response) => [
      (await response.json()).data.__schema.queryType.name,
      response.headers.has('x-request-id'),
    ])
    .catch(told);
  const stream = (accept: string) =>
    post('subscription { groupChanged { position } }', accept)
      .then(async (response) => {
        await response.body?.cancel();
        return response.headers.get('content-type')?.split(';')[0];
      })
      .catch(told);
  const socket = new Promise((resolve) => {
    const opened = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    opened.onopen = () => opened.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: key } }));
    opened.onmessage = ({ data }) => resolve(JSON.parse(data).type);
    opened.onclose = () => resolve('refused: WebSocket');
  });
  return {
    introspection: await introspection,
    events: await stream('text/event-stream'),
    multipart: await stream('multipart/mixed;subscriptionSpec=1.0, application/json'),
    socket: await socket,
  };
}

describeInBrowser('a page of another origin', () => {
  let service: ServiceProcess;
  let browser: Browser;
  let organization: TestOrganization;
  let allowed: Awaited<ReturnType<typeof openOrigin>>;
  let other: Awaited<ReturnType<typeof openOrigin>>;
  const opened: ObservedPage[] = [];

  beforeAll(async () => {
    [allowed, other, browser, organization] = await Promise.all([
      openOrigin(),
      openOrigin(),
      openBrowser(),
      TestOrganization.create(),
    ]);
    service = await startService({ DATABASE_URL: databaseUrl(), CORS_ORIGINS: allowed.url });
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.kill();
    for (const origin of [allowed, other]) origin?.server.close();
  });

  async function tryFrom(url: string) {
    const observed = await openPage(browser, url);
    opened.push(observed);
    await observed.page.goto(url);
    return observed.page.evaluate(tryAll, { url: `${service.url}/graphql`, key: organization.key });
  }

  test('that the operator named introspects, and follows changes over each transport', async () => {
    expect(await tryFrom(allowed.url)).toEqual({
      introspection: ['Query', true],
      events: 'text/event-stream',
      multipart: 'multipart/mixed',
      socket: 'connection_ack',
    });
  });

  test('that the operator did not name gets nothing', async () => {
    expect(await tryFrom(other.url)).toEqual({
      introspection: 'refused: TypeError',
      events: 'refused: TypeError',
      multipart: 'refused: TypeError',
      socket: 'refused: WebSocket',
    });
  });
});
