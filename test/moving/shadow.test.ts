import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Athena } from '../stand-ins/athena.ts';
import { Oracle } from '../stand-ins/oracle.ts';
import type { CommandRun } from '../support/admin.ts';
import { runCommand } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { serviceUrl } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { groupsOf, importAthena, importOracle } from './support.ts';

interface Shadow {
  url: string;
  /** Stops it; its report. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into reports of every shape
  stop(): Promise<any>;
  ended: Promise<CommandRun>;
}

async function startShadow(
  upstream: string,
  key: string,
  args: string[] = [],
  service = serviceUrl(),
): Promise<Shadow> {
  const all = ['shadow', '--upstream', upstream, '--service', service, '--listen', '127.0.0.1:0', '--json', ...args];
  let told = '';
  let stop = () => {};
  const ended = runCommand('admin', all, { GROUP_GATEWAY_KEY: key }, (chunk, child) => {
    told += chunk;
    stop = () => child.kill('SIGTERM');
  });
  const [, url = ''] = await eventually('the proxy', () => /requests to (\S+) on/.exec(told));
  return {
    url,
    ended,
    async stop() {
      stop();
      const { code, stdout, stderr } = await ended;
      if (!stdout) throw new Error(stderr);
      return { code, ...JSON.parse(stdout) };
    },
  };
}

// Each command is a process of its own, which a busy machine is slow to start.
import.meta.jest.setTimeout(120_000);

let athena: Athena;
let oracle: Oracle;
let organization: TestOrganization;
beforeEach(async () => {
  [athena, oracle] = [await new Athena().start(), await new Oracle().start()];
  organization = await TestOrganization.create();
});
afterEach(async () => {
  await athena.stop();
  await oracle.stop();
});

/** Sends a request as a client of the old system does, and reads the answer. */
async function send(url: string, path: string, init: RequestInit = {}) {
  const headers = path.startsWith('/api')
    ? { 'x-api-key': athena.key }
    : { authorization: `Basic ${Buffer.from(`${oracle.user}:${oracle.password}`).toString('base64')}` };
  const response = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...(init.headers as object) } });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('after an import all answers are the same, but for what this service decides by itself', async () => {
  athena.isPartner = true;
  athena.addGroup('A', [athena.addWebsite('a.example', { websiteName: 'A' })], { externalId: 'one' });
  athena.addGroup('B', []);
  oracle.addGroup('100133', 'Login', { descriptions: { 1: 'Text' } });
  await importAthena(athena, organization);
  await importOracle(oracle, organization);
  const [first, second] = [
    await startShadow(athena.url, organization.key),
    await startShadow(oracle.url, organization.key),
  ];
  for (const path of ['/api/v1/groups?external_id=one', '/api/v1/groups?external_id=none'])
    expect((await send(first.url, path)).text).toBe((await send(athena.url, path)).text);
  for (const path of ['accountGroups/100133/names', 'accountGroups/100133/descriptions/1', 'accountGroups/100133'])
    await send(second.url, `/services/rest/connect/v1.4/${path}`);
  const [groups, accountGroups] = [await first.stop(), await second.stop()];
  const ofMembers = ({ kinds }: { kinds: { difference: string; path: string }[] }) =>
    kinds.map(({ difference, path }) => `${difference} ${path}`);
  // The organization has another id, and the account group was changed here when it came.
  expect(groups).toMatchObject({ code: 1, same: 1, different: 1 });
  expect(ofMembers(groups)).toEqual(['value groups[].orgId']);
  expect(accountGroups).toMatchObject({ code: 1, same: 2, different: 1 });
  expect(ofMembers(accountGroups)).toEqual(expect.arrayContaining(['value updatedTime']));
});

test('each kind of difference is told with its place: status, members, values, entries, order', async () => {
  const [a, b] = [athena.addWebsite('a.example'), athena.addWebsite('b.example')];
  athena.addGroup('Ä', [a], { externalId: 'changed' });
  athena.addGroup('Order', [b, a], { externalId: 'order' });
  athena.addGroup('Missing', [], { externalId: 'missing' });
  await importAthena(athena, organization);
  await organization.query("UPDATE groups SET name = 'Other' WHERE organization_id = $1 AND external_id = 'changed'", [
    organization.id,
  ]);
  await organization.query("DELETE FROM groups WHERE organization_id = $1 AND external_id = 'missing'", [
    organization.id,
  ]);
  const { path, remove } = await temporaryFolder();
  const out = join(path, 'differences.jsonl');
  const shadow = await startShadow(athena.url, organization.key, ['--out', out]);
  for (const id of ['changed', 'order', 'missing']) await send(shadow.url, `/api/v1/groups?external_id=${id}`);
  await send(shadow.url, '/api/v1/credits/group?group_id=none');
  const report = await shadow.stop();
  expect(
    report.kinds.map(({ request, difference, path }: Record<string, string>) => `${request}: ${difference} ${path}`),
  ).toEqual(
    expect.arrayContaining([
      'GET /api/v1/groups?external_id: value groups[].name',
      'GET /api/v1/groups?external_id: order groups[].websites[]',
      'GET /api/v1/groups?external_id: entry is missing groups[]',
    ]),
  );
  const lines = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual(
    expect.objectContaining({
      kind: 'value',
      path: 'groups[].name',
      old: 'Ä',
      new: 'Other',
      url: '/api/v1/groups?external_id=changed',
    }),
  );
  await remove();
});

test('writes reach the old system alone, unless they are to be mirrored', async () => {
  const id = athena.addGroup('Before', []);
  await importAthena(athena, organization);
  const patch = (url: string, name: string) =>
    send(url, `/api/v1/groups/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ name }),
      headers: { 'content-type': 'application/json' },
    });
  const plain = await startShadow(athena.url, organization.key);
  expect((await patch(plain.url, 'There alone')).status).toBe(200);
  expect(await plain.stop()).toMatchObject({ code: 0, notCompared: { 'because they write': 1 } });
  expect(await groupsOf(organization)).toMatchObject([{ name: 'Before' }]);

  const mirror = await startShadow(athena.url, organization.key, ['--mirror-writes']);
  expect((await patch(mirror.url, 'Both')).status).toBe(200);
  await send(mirror.url, '/api/v1/groups', { method: 'POST', body: '{"name":"New","website_ids":["x"]}' });
  const report = await mirror.stop();
  expect(report.notCompared).toEqual({ 'because they create something': 1 });
  expect(await groupsOf(organization)).toMatchObject([{ name: 'Both' }]);
  expect(athena.groups.get(id)?.name).toBe('Both');
});

/** Sends bytes as they are, and reads the answer to its end. */
async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(text);
  let answer = '';
  for await (const piece of socket) answer += piece;
  return answer;
}

test('what the old system refuses reaches no service, with the key of the operator', async () => {
  const id = athena.addGroup('Before', []);
  await importAthena(athena, organization);
  const shadow = await startShadow(athena.url, organization.key, ['--mirror-writes']);
  const headers = { 'content-type': 'application/json' };
  const patch = { method: 'PATCH', body: '{"name":"After"}' };
  const path = `/api/v1/groups/${id}`;
  expect((await send(shadow.url, path, { ...patch, headers: { ...headers, 'x-api-key': 'wrong' } })).status).toBe(401);
  expect((await send(shadow.url, '/api/v1/groups', { headers: { 'x-api-key': 'wrong' } })).status).toBe(401);
  const other = await organization.addGroup({ name: 'Here alone' });
  expect((await send(shadow.url, `/api/v1/groups/${other}`, { ...patch, headers })).status).toBe(404);
  expect(await shadow.stop()).toMatchObject({
    code: 0,
    lostWrites: 0,
    notCompared: { 'because the old system answered 401': 2, 'because the old system answered 404': 1 },
  });
  expect((await groupsOf(organization)).map(({ name }) => name)).toEqual(['Before', 'Here alone']);
});

test('only addresses of the REST APIs reach the service', async () => {
  const old = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const shadow = await startShadow(`http://127.0.0.1:${(old.address() as AddressInfo).port}`, organization.key, [
    '--mirror-writes',
  ]);
  const body = '{"query":"mutation { createGroup(input: {name: \\"G\\"}) { __typename } }"}';
  for (const path of ['/graphql', '/api/v1/../../graphql', '/api/v1/%2e%2e/../graphql'])
    expect(
      await sendRaw(
        shadow.url,
        `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      ),
    ).toContain('200 OK');
  expect(await shadow.stop()).toMatchObject({ notCompared: { 'because this service has no such address': 3 } });
  expect(await groupsOf(organization)).toEqual([]);
  old.close();
});

test('an address that cannot be passed on is refused, and the next one is served', async () => {
  const shadow = await startShadow(athena.url, organization.key);
  const answer = await sendRaw(shadow.url, 'GET /api/v1/groups?a=\t HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  expect(answer).toContain('400 Bad Request');
  expect((await send(shadow.url, '/api/v1/groups')).status).toBe(200);
  expect(await shadow.stop()).toMatchObject({ code: 0, same: 1 });
});

test('a mirrored write that does not reach the service is told, and the shadow does not wait for it long', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const id = athena.addGroup('Before', []);
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const shadow = await startShadow(athena.url, organization.key, ['--mirror-writes'], url);
  await send(shadow.url, `/api/v1/groups/${id}`, { method: 'PATCH', body: '{"name":"After"}' });
  expect(await shadow.stop()).toMatchObject({
    code: 1,
    different: 0,
    lostWrites: 1,
    notCompared: { 'because the shadow was stopped': 1 },
  });
  silent.closeAllConnections();
  silent.close();
});

test('PATCH by POST with a header is a write, and is mirrored as one', async () => {
  oracle.addGroup('100133', 'Before');
  await importOracle(oracle, organization);
  const body = '{"names":[{"labelText":"After","language":{"id":1}}]}';
  const headers = { 'x-http-method-override': 'PATCH', 'content-type': 'application/json' };
  const path = '/services/rest/connect/v1.4/accountGroups/100133';
  const plain = await startShadow(oracle.url, organization.key);
  await send(plain.url, path, { method: 'POST', body, headers });
  expect(await plain.stop()).toMatchObject({ notCompared: { 'because they write': 1 } });
  const mirror = await startShadow(oracle.url, organization.key, ['--mirror-writes']);
  await send(mirror.url, path, { method: 'POST', body, headers });
  expect(await mirror.stop()).toMatchObject({ code: 0, same: 1 });
  const rows = await organization.query('SELECT lookup_name FROM account_groups WHERE organization_id = $1', [
    organization.id,
  ]);
  expect(rows).toEqual([{ lookup_name: 'After' }]);
});

test('a service that never answers neither delays nor changes an answer', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  athena.addGroup('A', []);
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const shadow = await startShadow(athena.url, organization.key, [], url);
  const direct = await send(athena.url, '/api/v1/groups');
  for (let n = 0; n < 20; n++) {
    const { status, text } = await send(shadow.url, '/api/v1/groups');
    expect([status, text]).toEqual([200, direct.text]);
  }
  silent.closeAllConnections();
  silent.close();
  const report = await shadow.stop();
  expect(report).toMatchObject({ code: 0, same: 0, notCompared: { 'because the service did not answer': 20 } });
});

test('what goes wrong at the old system reaches the client as it is, and is no difference', async () => {
  athena.addGroup('A', []);
  const shadow = await startShadow(athena.url, organization.key);
  athena.faults.push({ status: 429 }, { status: 502 }, { cutAfter: 10 });
  const refused = await send(shadow.url, '/api/v1/groups');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await send(shadow.url, '/api/v1/groups')).status).toBe(502);
  await expect(send(shadow.url, '/api/v1/groups')).rejects.toThrow();
  await athena.stop();
  expect((await send(shadow.url, '/api/v1/groups')).status).toBe(502);
  const report = await shadow.stop();
  expect(report).toMatchObject({ code: 0, different: 0 });
  expect(report.notCompared).toMatchObject({
    'because the old system answered 429': 1,
    'because the old system answered 502': 1,
  });
  await athena.start();
});

test('compressed answers are compared, and reach the client as they were sent', async () => {
  const body = gzipSync('{"groups":[]}');
  let seenHost = '';
  const old = createServer((request, response) => {
    seenHost = request.headers.host ?? '';
    response
      .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
      .end(body);
  }).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const upstream = `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
  const shadow = await startShadow(upstream, organization.key);
  const { text, headers } = await send(shadow.url, '/api/v1/groups');
  expect([text, headers.getSetCookie()]).toEqual(['{"groups":[]}', ['a=1', 'b=2']]);
  expect(seenHost).toBe(new URL(upstream).host);
  expect(await shadow.stop()).toMatchObject({ code: 0, same: 1 });
  old.close();
});

test('credentials are in no output, also where an answer repeats them', async () => {
  const old = createServer((request, response) =>
    response.end(
      JSON.stringify({
        groups: [],
        key: request.headers['x-api-key'],
        auth: request.headers.authorization,
        ...(request.headers.cookie && { password: 'quoted"word', number: 987654321 }),
      }),
    ),
  ).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const { path, remove } = await temporaryFolder();
  const out = join(path, 'differences.jsonl');
  const shadow = await startShadow(`http://127.0.0.1:${(old.address() as AddressInfo).port}`, organization.key, [
    '--out',
    out,
  ]);
  await send(shadow.url, `/api/v1/groups?key=${athena.key}`, { headers: { authorization: 'Bearer old-secret' } });
  const basic = `Basic ${Buffer.from('ada:quoted"word').toString('base64')}`;
  await send(shadow.url, '/api/v1/groups', { headers: { authorization: basic, cookie: '987654321' } });
  const report = JSON.stringify(await shadow.stop());
  const { stderr, stdout } = await shadow.ended;
  const all = report + stderr + stdout + (await readFile(out, 'utf8'));
  for (const secret of [athena.key, 'old-secret', organization.key, 'quoted', '987654321'])
    expect(all).not.toContain(secret);
  expect(all).toContain('***');
  old.close();
  await remove();
});
