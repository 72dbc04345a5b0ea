import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

/** Not committed: each machine has its own. */
export const results = new URL('../results/', import.meta.url);

export const machine = () => ({
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  platform: `${process.platform} ${process.arch}`,
});

export async function writeResult(name, content) {
  await mkdir(results, { recursive: true });
  await writeFile(
    new URL(name, results),
    typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
  );
  console.log(`Written to bench/results/${name}`);
}
