import type { Storage } from '@graphiql/toolkit';

/** Headers may hold keys, and GraphiQL keeps them within what it stores, its history included. */
function withoutHeaders(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), (name, part) => (name === 'headers' ? null : part));
  } catch {
    return value;
  }
}

const stores = () => [sessionStorage, localStorage];

/**
 * GraphiQL's memory. Each browser tab has its own, which outlives a reload. What was stored last also stays on this
 * device, and a new browser tab starts with it. Neither holds headers, nor the key.
 */
export const tabStorage: Storage = {
  getItem: (name) => sessionStorage.getItem(name) ?? localStorage.getItem(name),
  setItem(name, value) {
    if (name.endsWith(':headers')) return;
    const kept = withoutHeaders(value);
    for (const store of stores()) store.setItem(name, kept);
  },
  removeItem(name) {
    for (const store of stores()) store.removeItem(name);
  },
  clear() {
    for (const store of stores())
      for (const name of Object.keys(store)) if (name.startsWith('graphiql:')) store.removeItem(name);
  },
  get length() {
    return sessionStorage.length;
  },
};
