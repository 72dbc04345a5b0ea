import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files below a folder, in a fixed order; none when there is no such folder. */
export function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
