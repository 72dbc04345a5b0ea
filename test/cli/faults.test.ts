import { runCommand } from '../support/admin.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';

let empty: Awaited<ReturnType<typeof createDatabase>>;
beforeEach(async () => {
  empty = await createDatabase(serverUrl());
});
afterEach(() => empty.drop());

const noTables = `SELECT FROM information_schema.tables WHERE table_schema = 'public'`;

describe.each([
  ['admin', ['organization', 'list']],
  ['migrate', []],
])('%s', (script, args) => {
  test('a database that does not answer ends with code 1 and one line without the password', async () => {
    for (const url of [
      'postgresql://user:hunt%65r2@127.0.0.1:1/none',
      'postgresql://user:hunter2@localhost:1/none',
      'postgresql://user@127.0.0.1:1/none?password=hunter2',
    ]) {
      const run = await runCommand(script, args, { DATABASE_URL: url });
      expect(run).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^group-gateway: The database does not answer: .*ECONNREFUSED[^\n]*\n$/),
      });
      expect(run.stderr).not.toMatch(/hunt/);
    }
  });

  test('a bad variable ends with code 1 and one line that names it and not its value', async () => {
    const run = await runCommand(script, args, { DATABASE_URL: 'mysql://user:hunter2@127.0.0.1/none' });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^group-gateway: DATABASE_URL must [^\n]*\n$/),
    });
    expect(run.stderr).not.toMatch(/hunter2/);
  });
});

test('a database without its tables is filled where MIGRATE_ON_START allows it', async () => {
  const env = { DATABASE_URL: empty.url, MIGRATE_ON_START: 'false' };
  expect(await runCommand('admin', ['organization', 'list'], env)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'group-gateway: The database lacks migrations. Run "npm run migrate".\n',
  });
  expect(await query(empty.url, noTables)).toEqual([]);

  const run = await runCommand('admin', ['organization', 'list'], { DATABASE_URL: empty.url });
  expect(run).toEqual({
    code: 0,
    stdout: 'There is no organization yet.\n',
    stderr: expect.stringMatching(/^(Applied the migration \S+\n)+$/),
  });
});

test('migrate applies what is pending, names it, and then has nothing to do', async () => {
  const first = await runCommand('migrate', [], { DATABASE_URL: empty.url });
  expect(first).toEqual({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(
      /^(Applying the migration \d{14}_\S+, \d+ of \d+\n(Building the index .*\n)?Applied the migration \S+ in \d+ ms\n)+(Made the indexes for searches \S+, \S+\.\n)?$/,
    ),
  });
  const names = first.stdout
    .trim()
    .split('\n')
    .flatMap((line) => /^Applied the migration (\S+)/.exec(line)?.[1] ?? []);
  const recorded = await query(empty.url, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1');
  expect(recorded.map(({ migration_name }) => migration_name)).toEqual(names);
  expect(await runCommand('migrate', [], { DATABASE_URL: empty.url })).toEqual({
    code: 0,
    stderr: '',
    stdout: 'Nothing to do: the database has every migration.\n',
  });
});

test('a migration that fails leaves the database as it was, and says why on one line', async () => {
  await query(empty.url, 'CREATE TABLE websites ()');
  const run = await runCommand('migrate', [], { DATABASE_URL: empty.url });
  expect(run).toEqual({
    code: 1,
    stdout: expect.stringMatching(/^Applying the migration \S+, 1 of \d+\n$/),
    stderr: 'group-gateway: The migration failed: relation "websites" already exists\n',
  });
  expect(await query(empty.url, `${noTables} AND table_name NOT LIKE '\\_prisma%'`)).toHaveLength(1);
});
