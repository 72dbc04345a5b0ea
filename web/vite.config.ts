import { join } from 'node:path';
import { defineConfig } from 'vite';

const page = (name: string) => join(import.meta.dirname, name, 'index.html');

// The explorer and the console, built to dist/web, from where the service serves them (src/gateway/pages.ts).
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
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
    rolldownOptions: { input: { explorer: page('explorer'), console: page('console') } },
  },
});
