import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** Runs the example over lines; what it prints. */
async function importLines(lines: object[], key: string, url = serviceUrl()) {
  const child = spawn(process.execPath, ['examples/import.mjs'], {
    env: { ...process.env, GATEWAY_URL: url, API_KEY: key },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  child.stdin.end(lines.map((line) => JSON.stringify(line)).join('\n'));
  const [code] = await once(child, 'close');
  return { code, stdout: stdout.trim(), stderr };
}

const groups = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    name: `Group ${n}`,
    urls: [`site-${n}.example`, 'shared.example'],
    externalId: `account-${n}`,
  }));

/** A way to the service on which the first answers get lost. */
async function lossyProxy(losses: number) {
  let lost = 0;
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      ['content-type', 'x-api-key', 'idempotency-key'].map((name) => [name, String(request.headers[name])]),
    );
    const answer = await fetch(`${serviceUrl()}${request.url}`, {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    const body = await answer.text();
    if (lost < losses) {
      lost++;
      response.destroy();
    } else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close: () => proxy.close() };
}

test('the example imports each group once, though answers get lost and it is started again', async () => {
  const organization = await TestOrganization.create();
  const proxy = await lossyProxy(2);
  const lines = groups(1200);
  const done = { code: 0, stdout: '1201 websites, 1200 groups, 0 refused', stderr: '' };
  expect(await importLines(lines, organization.key, proxy.url)).toEqual(done);
  proxy.close();
  expect(await importLines(lines, organization.key)).toEqual(done);
  const [row] = await organization.query(
    `SELECT (SELECT count(*)::int FROM groups WHERE organization_id = $1) AS groups,
       (SELECT count(*)::int FROM websites WHERE organization_id = $1) AS websites,
       (SELECT count(*)::int FROM group_websites WHERE organization_id = $1) AS memberships`,
    [organization.id],
  );
  expect(row).toEqual({ groups: 1200, websites: 1201, memberships: 2400 });
}, 60_000);

test('the example tells what was refused, and imports the rest', async () => {
  const organization = await TestOrganization.create();
  const lines = [
    { name: 'Good', urls: ['a.example'] },
    { name: 'Bad', urls: ['no address'] },
  ];
  const { code, stdout, stderr } = await importLines(lines, organization.key);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '1 websites, 1 groups, 2 refused' });
  expect(stderr).toMatch(/^no address: .*\nBad: /);
});
