import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Not committed: each machine has its own. */
export const results = new URL('../results/', import.meta.url);

export const machine = () => ({
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  platform: `${process.platform} ${process.arch}`,
});

/** With `--publish`: shown by the documentation. */
const published = new URL('../../docs/images/', import.meta.url);

async function write(folder, name, content) {
  await mkdir(folder, { recursive: true });
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  await writeFile(new URL(name, folder), text);
  console.log(`Written to ${relative(process.cwd(), fileURLToPath(new URL(name, folder)))}`);
}

export const writeResult = (name, content) => write(results, name, content);

export const publish = (name, content) => write(published, name, content);
