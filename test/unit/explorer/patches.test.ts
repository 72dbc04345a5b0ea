import { patch, replace } from '../../../web/patches.ts';

// biome-ignore lint/suspicious/noExplicitAny: hooks of Vite have many forms
type Hooks = any;

const context = {
  error(message: string): never {
    throw new Error(message);
  },
};

const twoNames = () =>
  patch({
    name: 'names',
    file: /names\.js$/,
    replacements: [
      { find: /one/g, by: '1' },
      { find: /two/g, by: '2' },
    ],
  }) as Hooks;

test('a patch of a dependency replaces what it is for', () => {
  const plugin = twoNames();
  expect(plugin.transform.handler.call(context, 'one two one', 'names.js')).toBe('1 2 1');
  expect(() => plugin.buildEnd.call(context)).not.toThrow();
});

test('the build fails if a part of a patch finds nothing, or its file is not there', () => {
  const plugin = twoNames();
  expect(() => plugin.buildEnd.call(context)).toThrow('finds no file');
  expect(() => plugin.transform.handler.call(context, 'one', 'names.js')).toThrow('finds nothing to replace by /two/g');
});

test('the build fails if a file that is replaced is not there', () => {
  const plugin = replace({ name: 'files', files: [/a\.js$/, /b\.js$/], code: '' }) as Hooks;
  plugin.load.handler.call(context, 'a.js');
  expect(() => plugin.buildEnd.call(context)).toThrow('/b\\.js$/');
  plugin.load.handler.call(context, 'b.js');
  expect(() => plugin.buildEnd.call(context)).not.toThrow();
});
