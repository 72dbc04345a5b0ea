import { randomUUID } from 'node:crypto';
import { name } from '../../src/cli/arguments.ts';
import { admin, runCommand } from '../support/admin.ts';

const id = randomUUID();
const createKey = ['key', 'create', '--organization', id, '--name', 'x'];
const addLanguage = ['language', 'add', '--id', '100', '--lookup-name', 'ga_IE', '--name', 'Irish'];

/** What is typed, and what the one line must say. */
const wrongUses: [string[], string][] = [
  [[], 'organization, key, language'],
  [['--json'], "unknown option '--json'"],
  [['tenant'], "unknown command 'tenant'. Use one of: organization, key, language"],
  [['organization'], 'create, list, edit'],
  [['organization', 'remove'], "unknown command 'remove'. Use one of: create, list, edit"],
  [['organization', 'lst'], '(Did you mean list?)'],
  [['organization', 'list', '--all'], "unknown option '--all'. Use one of: --json, --help"],
  [['organization', 'list', 'more'], 'too many arguments'],
  [['organization', 'create'], "required option '--name <name>' not specified"],
  [['organization', 'create', '--name'], "option '--name <name>' argument missing"],
  [['organization', 'create', '--name', ''], 'at least 1 visible character'],
  [['organization', 'create', '--name', ' \t\n'], 'at least 1 visible character'],
  [['organization', 'create', '--name', 'n'.repeat(256)], 'at most 255 characters, and has 256'],
  [['organization', 'create', '--name', 'half \uFFFD'], 'unpaired surrogates'],
  [['organization', 'create', '--name', 'x', '--default-language', 'English'], 'for example en_US'],
  [['organization', 'create', '--name', 'x', '--default-language', 'xx_YY'], 'There is no language xx_YY'],
  [['organization', 'edit'], "missing required argument 'id'"],
  [['organization', 'edit', '1'], 'must be a UUID'],
  [['organization', 'edit', id, '--partner'], `There is no organization ${id}`],
  [['organization', 'edit', id], `There is no organization ${id}`],
  [['key', 'create', '--organization', id], "required option '--name <name>' not specified"],
  [createKey, `There is no organization ${id}`],
  [[...createKey, '--permission', 'ADMIN'], 'Use one of: STAFF_ADMINISTRATION, KEY_ADMINISTRATION'],
  [[...createKey, '--website', 'blog.example'], 'must be a UUID'],
  [[...createKey, '--expires', '30'], 'such as 90s, 15m, 12h, 30d or 2w'],
  [[...createKey, '--expires', '2030-02-30T00:00:00Z'], 'such as 2030-01-31T12:00:00Z'],
  [[...createKey, '--expires', '2030-01-31'], 'such as 2030-01-31T12:00:00Z'],
  [[...createKey, '--expires', '2020-01-31T00:00:00Z'], 'must be in the future'],
  [[...createKey, '--expires', '99999w'], 'at most 100 years'],
  [['key', 'list'], "required option '--organization <id>' not specified"],
  [['key', 'list', '--organization', id], `There is no organization ${id}`],
  [['key', 'rotate', id], `There is no key ${id}`],
  [['key', 'rotate', id, '--overlap', '0s'], 'such as 90s'],
  [['key', 'revoke', id], `There is no key ${id}`],
  [[...addLanguage, '--id', '2147483648'], 'from 1 to 2147483647'],
  [[...addLanguage, '--id', '0'], 'from 1 to 2147483647'],
  [[...addLanguage, '--id', '1e3'], 'from 1 to 2147483647'],
  [[...addLanguage, '--lookup-name', 'Irish'], 'for example en_US'],
];

test('each wrong use ends with code 2 and one line that says what is wrong and what is allowed', async () => {
  for (const [args, says] of wrongUses) {
    const { code, stdout, stderr } = await admin(...args);
    expect({ args, code, stdout, stderr }).toEqual({
      args,
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(says),
    });
    expect(stderr).toMatch(/^group-gateway: [^\n]+\n$/);
  }
}, 120_000);

test.each(['nul \0', 'half a pair \ud83c', '\udf10 half a pair'])('no name is %j, wherever that came from', (text) => {
  expect(() => name(text)).toThrow('It must not contain');
});

test('wrong use is told without a database, and without touching one', async () => {
  const run = await runCommand('admin', ['organization', 'create'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
  expect(run.code).toBe(2);
});

test('a key or a password that was typed in the wrong place is not repeated', async () => {
  const runs = await Promise.all([
    admin('key', 'revoke', 'gg_0123456789abcdef0123456789abcdef01234567'),
    admin('organization', 'list', '--database=postgresql://user:hunter2@127.0.0.1/x'),
  ]);
  for (const { code, stderr } of runs) {
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/0123456789|hunter2/);
  }
});

test.each([
  [['--help'], ['organization', 'key', 'language', 'DATABASE_URL', 'Exit codes']],
  [
    ['organization', '--help'],
    ['create', 'list', 'edit'],
  ],
  [
    ['help', 'key'],
    ['create', 'list', 'rotate', 'revoke'],
  ],
  [
    ['key', 'create', '--help'],
    ['--permission', 'STAFF_ADMINISTRATION', '--website', '--expires', '30d', 'Examples:', '--json'],
  ],
  [
    ['key', 'rotate', '--help'],
    ['--overlap', '24h', 'Examples:'],
  ],
])('%j explains', async (args, words) => {
  const { code, stdout, stderr } = await admin(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of words) expect(stdout).toContain(word);
});
