import type { Storage } from '@graphiql/toolkit';

/** Headers may hold keys, and GraphiQL keeps them within what it stores, its history included. */
function withoutHeaders(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), (name, part) => (name === 'headers' ? null : part));
  } catch {
    return value;
  }
}

/** GraphiQL's memory: tabs and history outlive a reload of this tab, and nothing else. */
export const tabStorage: Storage = {
  getItem: (name) => sessionStorage.getItem(name),
  setItem(name, value) {
    if (!name.endsWith(':headers')) sessionStorage.setItem(name, withoutHeaders(value));
  },
  removeItem: (name) => sessionStorage.removeItem(name),
  clear() {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith('graphiql:')) sessionStorage.removeItem(name);
  },
  get length() {
    return sessionStorage.length;
  },
};
