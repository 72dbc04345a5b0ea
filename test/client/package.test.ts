import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frontendFolder } from './installed.ts';

let frontend: Awaited<ReturnType<typeof frontendFolder>>;
beforeAll(async () => {
  frontend = await frontendFolder();
  await mkdir(join(frontend.path, 'src'));
  await writeFile(join(frontend.path, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(frontend.path, 'src', 'index.ts'),
    `import { createCache, failureOf, matchResult, possibleTypes, UpdateGroupDocument, type UpdateGroupMutation } from 'group-gateway/client';
     export const all = [createCache(), failureOf, matchResult, possibleTypes, UpdateGroupDocument];
     export const message = (result: UpdateGroupMutation['updateGroup']): string =>
       result.__typename === 'UpdateGroupSuccess' ? result.group.name : result.message;
     // @ts-expect-error The types are there.
     export const wrong: UpdateGroupMutation = 7;`,
  );
});
afterAll(() => frontend.remove());

const common = [
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--resolveJsonModule',
  '--types',
  '',
  '--rootDir',
  'src',
];

test.each([
  ['node16', ['--module', 'node16', '--target', 'es2022']],
  ['nodenext', ['--module', 'nodenext']],
  ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler', '--target', 'es2022']],
])('its types are found with module resolution %s', async (_name, options) => {
  expect(await frontend.compile(...common, '--skipLibCheck', ...options, 'src/index.ts')).toBe('');
});

test('it can be imported, and its list of types alone', async () => {
  const printed = await frontend.run(`
    import * as client from 'group-gateway/client';
    import types from 'group-gateway/possibleTypes.json' with { type: 'json' };
    console.log(JSON.stringify([Object.keys(client).filter((name) => !name.endsWith('Document')), types]));
  `);
  const [names, types] = JSON.parse(printed);
  expect(names).toEqual(
    expect.arrayContaining(['cacheConfig', 'createCache', 'failureOf', 'matchResult', 'possibleTypes']),
  );
  const { possibleTypes } = await import('../../client/src/index.ts');
  expect(types).toEqual(possibleTypes);
});

test('it bundles nothing of others, and needs nothing of the service that comes in the same package', async () => {
  const folder = join(frontend.path, 'node_modules', 'group-gateway');
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.js') && file.startsWith(join('client', 'dist')),
  );
  const stitching = join('client', 'dist', 'stitching');
  const importsOf = async (some: string[]) => {
    const texts = await Promise.all(some.map((file) => readFile(join(folder, file), 'utf8')));
    return [...new Set(texts.flatMap((text) => text.match(/(?<=from ')[^'.][^']*/g) ?? []))].sort();
  };
  const ofClient = await importsOf(files.filter((file) => !file.startsWith(stitching)));
  expect(ofClient).toEqual(['@apollo/client/cache', '@apollo/client/errors']);
  for (const name of await importsOf(files.filter((file) => file.startsWith(stitching))))
    expect(name).toMatch(/^(graphql|@graphql-tools\/.*)$/);
});
