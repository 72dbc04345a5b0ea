import type { Plugin } from 'vite';

interface Replacement {
  find: RegExp;
  by: string;
}

interface Patch {
  name: string;
  /** The files of a dependency. */
  file: RegExp;
  replacements: Replacement[];
  /** Before Vite has made something else of the file. */
  enforce?: 'pre';
}

/**
 * Replaces parts of a dependency. Where it finds nothing, the dependency has changed, and the build fails: the page would
 * be without the patch, and nobody would know.
 */
export function patch({ name, file, replacements, enforce }: Patch): Plugin {
  let isUsed = false;
  return {
    name,
    ...(enforce && { enforce }),
    transform: {
      filter: { id: file },
      handler(code, id) {
        isUsed = true;
        return replacements.reduce((text, { find, by }) => {
          const patched = text.replace(find, by);
          if (patched === text) this.error(`The patch "${name}" finds nothing to replace by ${find} in ${id}.`);
          return patched;
        }, code);
      },
    },
    buildEnd(error) {
      if (!error && !isUsed) this.error(`The patch "${name}" finds no file that matches ${file}.`);
    },
  };
}

/** Puts other code in the place of whole files of a dependency, under the same conditions. */
export function replace({ name, files, code }: { name: string; files: RegExp[]; code: string }): Plugin {
  const found = new Set<RegExp>();
  return {
    name,
    load: {
      filter: { id: files },
      handler(id) {
        for (const file of files) if (file.test(id)) found.add(file);
        return code;
      },
    },
    buildEnd(error) {
      const missing = files.find((file) => !found.has(file));
      if (!error && missing) this.error(`The replacement "${name}" finds no file that matches ${missing}.`);
    },
  };
}
