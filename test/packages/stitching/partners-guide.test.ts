import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

// The snippets of docs/partners.md: parts of examples, which CI runs, and commands, which are run here.

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');
const run = promisify(execFile);

let snippets: { language: string; text: string }[];
let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const guide = await read('docs/partners.md');
  snippets = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
});

test('every snippet is a part of the example that it names', async () => {
  const code = snippets.filter(({ language }) => language !== 'sh');
  expect(code.length).toBeGreaterThan(6);
  for (const { text } of code) {
    const [, path = '', part = ''] = /^(?:\/\/|#) (examples\/\S+)\n(.*)$/s.exec(text) ?? [];
    expect({ text, path }).toEqual({ text, path: expect.stringMatching(/^examples/) });
    expect(await read(path)).toContain(part);
  }
});

test('the commands hand out the schema', async () => {
  const commands = snippets
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith('curl ')));
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const adapted = command.replace('http://localhost:4000', serviceUrl()).replace('gg_demo_partner', organization.key);
    const { stdout } = await run('sh', ['-c', adapted]);
    expect(stdout).toMatch(/^type Group @?.*\{$/m);
    expect(stdout).toContain(command.includes('federation') ? '@link' : '@merge');
  }
});

test('the commands of npm are there', async () => {
  const { scripts } = JSON.parse(await read('package.json'));
  for (const name of ['example:stitching', 'example:federation', 'schema:changes'])
    expect(scripts).toHaveProperty([name]);
});

test('accounts are joined over HTTP alone', async () => {
  const id = await organization.addGroup({
    name: 'Enterprise Clients',
    externalId: 'acct_9e4c1b8d',
    websiteIds: [await organization.addWebsite({ url: 'site.example' })],
  });
  const { stdout } = await run(process.execPath, ['examples/partner-http/join.mjs'], {
    cwd: root,
    env: { ...process.env, GROUP_GATEWAY_URL: `${serviceUrl()}/graphql`, GROUP_GATEWAY_KEY: organization.key },
  });
  expect(JSON.parse(stdout)).toEqual([
    {
      name: 'Adventure Works',
      group: { id, name: 'Enterprise Clients', websites: { nodes: [{ url: 'site.example' }] } },
    },
    { name: 'Wide World Importers', group: null },
    { name: 'Coho Winery', group: null },
  ]);
});
