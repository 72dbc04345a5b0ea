import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

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

const withoutUnusedFeatures: Plugin = {
  name: 'without-unused-features-of-monaco',
  transform: {
    filter: { id: /monaco-editor\/esm\/vs\/editor\/editor\.all\.js$/ },
    handler: (code) =>
      code.replace(
        new RegExp(`import '\\./(contrib/(${unusedFeatures.join('|')})|browser/widget/diffEditor)[/.].*;`, 'g'),
        '',
      ),
  },
};

/** Two more editors, which compare texts. The one that is used has factories for them, which nothing calls. */
const withoutDiffEditors: Plugin = {
  name: 'without-diff-editors-of-monaco',
  load: {
    filter: {
      id: /monaco-editor\/esm\/vs\/editor\/browser\/widget\/(multiD|d)iffEditor\/(multiD|d)iffEditorWidget\.js$/,
    },
    handler: () => 'export class DiffEditorWidget {}\nexport class MultiDiffEditorWidget {}',
  },
};

/** GraphiQL calls the items of its tab list tabs, which may hold no buttons, and they do: so it becomes a list of buttons. */
const accessibleTabs: Plugin = {
  name: 'accessible-tabs-of-graphiql',
  transform: {
    filter: { id: /@graphiql\/react\/dist\/components\/tabs\/index\.js$/ },
    handler: (code) => code.replace(/role: "tab(list)?",/g, '').replace('"aria-selected"', '"aria-current"'),
  },
};

/** Small pictures within the styles of Swagger UI, which the Content-Security-Policy does not let load. */
const withoutDataAddresses: Plugin = {
  name: 'without-data-addresses-of-swagger-ui',
  enforce: 'pre',
  transform: {
    filter: { id: /swagger-ui\.css$/ },
    handler: (code) => code.replace(/url\((?:"data:(?:[^"\\]|\\.)*"|data:[^)]*)\)/g, 'none'),
  },
};

// The explorer, the console and the reference, built to dist/web, from where the service serves them (src/http/pages.ts).
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [withoutUnusedFeatures, withoutDiffEditors, accessibleTabs, withoutDataAddresses],
  oxc: { jsx: { runtime: 'automatic' } },
  worker: { format: 'es' },
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
