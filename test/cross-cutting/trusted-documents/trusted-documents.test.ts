import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTrustedDocuments } from '../../../src/graphql/documents/trusted-documents.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { post } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { runService, type ServiceProcess, startService } from '../../support/service.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const trusted = 'query Who { viewer { organization { id } } }';
const renaming = 'mutation Add($url: String!) { createWebsite(input: { url: $url }) { __typename } }';
const other = '{ viewer { apiKey { id } } }';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let open: ServiceProcess;
let closed: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  folder = await temporaryFolder();
  const path = join(folder.path, 'manifest.json');
  const operations = [
    { id: sha256(trusted), name: 'Who', type: 'query', body: trusted },
    { id: 'add-website', name: 'Add', type: 'mutation', body: renaming },
  ];
  await writeFile(path, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  const env = { DATABASE_URL: databaseUrl(), TRUSTED_DOCUMENTS: path };
  [open, closed] = await Promise.all([startService(env), startService({ ...env, TRUSTED_DOCUMENTS_ONLY: 'true' })]);
  organization = await TestOrganization.create();
});

afterAll(async () => {
  await Promise.all([open.stop(), closed.stop()]);
  await folder.remove();
});

const send = (service: ServiceProcess, body: object) =>
  post(JSON.stringify(body), { 'x-api-key': organization.key }, service.url);

const byId = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

/** By a link, as browsers can cache it. */
const get = (service: ServiceProcess, parameters: Record<string, string>) =>
  fetch(`${service.url}/graphql?${new URLSearchParams(parameters)}`, { headers: { 'x-api-key': organization.key } });

describe.each([
  ['others may run', () => open],
  ['no others may run', () => closed],
])('where %s', (_where, service) => {
  test('a trusted document runs by its id', async () => {
    expect((await send(service(), byId(sha256(trusted)))).data.viewer.organization.id).toBe(organization.id);
    const added = await send(service(), { ...byId('add-website'), variables: { url: 'by-id.example' } });
    expect(added.data.createWebsite.__typename).toBe('CreateWebsiteSuccess');
    const linked = await get(service(), { extensions: JSON.stringify(byId(sha256(trusted)).extensions) });
    expect(await linked.json()).toMatchObject({ data: { viewer: { organization: { id: organization.id } } } });
  });

  test('a trusted document runs by its text', async () => {
    expect(await send(service(), { query: trusted })).toMatchObject({ status: 200, errors: undefined });
    expect(await send(service(), { query: trusted, ...byId(sha256(trusted)) })).toMatchObject({ status: 200 });
  });

  test('an id that is none is told so', async () => {
    expect(await send(service(), byId('0'.repeat(64)))).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
  });
});

test('other documents run where they may', async () => {
  expect(await send(open, { query: other })).toMatchObject({ status: 200, errors: undefined });
  expect(await send(open, { query: other, ...byId(sha256(other)) })).toMatchObject({ status: 200, errors: undefined });
  expect(await send(open, byId(sha256(other)))).toMatchObject({ status: 200, errors: undefined });
});

test.each([
  ['by its text', () => ({ query: other })],
  ['by its text and hash', () => ({ query: other, ...byId(sha256(other)) })],
  ['that differs by white space', () => ({ query: `${trusted} ` })],
  ['that introspects', () => ({ query: '{ __schema { queryType { name } } }' })],
  ['under the id of another', () => ({ query: other, ...byId(sha256(trusted)) })],
])('another document %s is refused where no others may run', async (_what, body) => {
  expect(await send(closed, body())).toMatchObject({
    status: 400,
    data: undefined,
    errors: [{ extensions: { code: 'UNTRUSTED_DOCUMENT' }, message: expect.stringMatching(/manifest/) }],
  });
  expect(await send(closed, byId(sha256(other)))).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
});

test('another document by a link is refused where no others may run', async () => {
  expect((await get(closed, { query: other })).status).toBe(400);
});

test.each([
  ['no file', undefined],
  ['no JSON', '{'],
  ['another version', '{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}'],
  ['an operation without a text', '{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a"}]}'],
])('a manifest that is %s is refused', async (_what, content) => {
  const path = join(folder.path, 'bad.json');
  if (content !== undefined) await writeFile(path, content);
  await expect(readTrustedDocuments(content === undefined ? `${path}.none` : path)).rejects.toThrow(
    /^TRUSTED_DOCUMENTS must be the path of a persisted query manifest/,
  );
});

test('a start without the manifest ends with one line', async () => {
  const { code, stderr } = await runService({ TRUSTED_DOCUMENTS: join(folder.path, 'none.json') });
  expect({ code, line: stderr.trim() }).toEqual({
    code: 1,
    line: 'group-gateway: TRUSTED_DOCUMENTS must be the path of a persisted query manifest of version 1 (ENOENT)',
  });
});
