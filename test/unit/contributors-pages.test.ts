import { existsSync, readdirSync, readFileSync } from 'node:fs';

const read = (page: string) => readFileSync(page, 'utf8');

test.each(['docs/architecture.md', 'CONTRIBUTING.md'])('%s names paths and commands that exist', (page) => {
  const text = read(page).replace(/```diff.*?```/s, '');
  const named = [
    ...text.matchAll(/(?<![\w/.-])((?:src|test|docs|scripts|prisma|deploy|bench|\.ci)\/[\w./-]*[\w/])/g),
  ].map(([path]) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  const { scripts } = JSON.parse(read('package.json'));
  const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test('docs/architecture.md says what each folder of src is for, and no other', () => {
  const table = [...read('docs/architecture.md').matchAll(/^\| ((?:`[\w-]+\/`(?:, )?)+) \|/gm)].flatMap(([, names]) =>
    [...(names as string).matchAll(/`([\w-]+)\/`/g)].map(([, name]) => name),
  );
  const folders = readdirSync('src', { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  expect(table.sort()).toEqual(folders.sort());
});
