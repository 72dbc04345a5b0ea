import { readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('each error code of the catalogue is explained to callers', () => {
  const codes = new Set(read('src/errors.ts').match(/\b[A-Z]+(_[A-Z]+)+\b/g));
  codes.add('UNAUTHENTICATED').add('OVERLOADED').add('FORBIDDEN');
  expect(codes.size).toBeGreaterThan(15);
  const page = read('docs/schema.md');
  expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

test('each environment variable is explained to operators', () => {
  const variables = read('src/config.ts').match(/(?<=^ {2})[A-Z][A-Z_]+(?=:)/gm) as string[];
  expect(variables.length).toBeGreaterThan(20);
  const page = read('docs/running.md');
  expect(variables.filter((variable) => !page.includes(`\`${variable}\``))).toEqual([]);
});
