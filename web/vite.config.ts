import { join } from 'node:path';
import { defineConfig } from 'vite';
import { patch, replace } from './patches.ts';

const page = (name: string) => join(import.meta.dirname, name, 'index.html');

/** What the editor can do, and neither GraphQL nor JSON have a use for: a quarter of its weight. */
const unusedFeatures = [
  'anchorSelect',
  'codeAction',
  'codelens',
  'colorPicker',
  'diffEditorBreadcrumbs',
  'dnd',
  'dropOrPasteInto',
  'fontZoom',
  'inPlaceReplace',
  'inlayHints',
  'inlineCompletions',
  'inlineEdit',
  'inlineEdits',
  'inlineProgress',
  'linkedEditing',
  'longLinesHelper',
  'parameterHints',
  'rename',
  'sectionHeaders',
  'semanticTokens',
  'stickyScroll',
  'suggest/browser/suggestInlineCompletions',
  'unicodeHighlighter',
];

const withoutUnusedFeatures = patch({
  name: 'without-unused-features-of-monaco',
  file: /monaco-editor\/esm\/vs\/editor\/editor\.all\.js$/,
  replacements: [...unusedFeatures.map((feature) => `contrib/${feature}`), 'browser/widget/diffEditor'].map((path) => ({
    find: new RegExp(`import '\\./${path}[/.].*;`, 'g'),
    by: '',
  })),
});

/** Two more editors, which compare texts. The one that is used has factories for them, which nothing calls. */
const withoutDiffEditors = replace({
  name: 'without-diff-editors-of-monaco',
  files: [/widget\/diffEditor\/diffEditorWidget\.js$/, /widget\/multiDiffEditor\/multiDiffEditorWidget\.js$/],
  code: 'export class DiffEditorWidget {}\nexport class MultiDiffEditorWidget {}',
});

/** GraphiQL calls the items of its tab list tabs, which may hold no buttons, and they do: so it becomes a list of buttons. */
const accessibleTabs = patch({
  name: 'accessible-tabs-of-graphiql',
  file: /@graphiql\/react\/dist\/components\/tabs\/index\.js$/,
  replacements: [
    { find: /role: "tab",/, by: '' },
    { find: /role: "tablist",/, by: '' },
    { find: /"aria-selected"/, by: '"aria-current"' },
  ],
});

/** Small pictures within the styles of Swagger UI, which the Content-Security-Policy does not let load. */
const withoutDataAddresses = patch({
  name: 'without-data-addresses-of-swagger-ui',
  enforce: 'pre',
  file: /swagger-ui\.css$/,
  replacements: [{ find: /url\((?:"data:(?:[^"\\]|\\.)*"|data:[^)]*)\)/g, by: 'none' }],
});

// The explorer, the console and the reference, built to dist/web, from where the service serves them (src/http/pages.ts).
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [withoutUnusedFeatures, withoutDiffEditors, accessibleTabs, withoutDataAddresses],
  // It is a fifth of what GraphiQL is without its editor, and only lets tabs be dragged.
  resolve: { alias: { 'framer-motion': join(import.meta.dirname, 'explorer', 'tab-order.tsx') } },
  oxc: { jsx: { runtime: 'automatic' } },
  worker: {
    format: 'es',
    // What scripts/check-page-sizes.mjs knows them from.
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/worker-[name]-[hash].js',
        chunkFileNames: 'assets/worker-[name]-[hash].js',
      },
    },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // What scripts/check-page-sizes.mjs knows the first load of a page from.
    manifest: true,
    // The Content-Security-Policy of the pages allows no data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: {
      input: { explorer: page('explorer'), console: page('console'), reference: page('reference') },
      // "use client" of components that know servers, too.
      checks: { moduleLevelDirective: false },
    },
  },
});
