import { useSyncExternalStore } from 'react';
import type { Operation } from '../../shared/operation/operation.ts';

export interface SavedOperation extends Operation {
  name: string;
}

/** On this device, for all tabs of the browser. There is no key in it. */
const storageName = 'group-gateway.saved-operations';

const listeners = new Set<() => void>();

let known: { text: string; operations: readonly SavedOperation[] } = { text: '[]', operations: [] };

const isSaved = (value: unknown): value is SavedOperation => {
  const { name, query } = (value ?? {}) as Partial<SavedOperation>;
  return typeof name === 'string' && typeof query === 'string';
};

function parsed(text: string): SavedOperation[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isSaved) : [];
  } catch {
    return [];
  }
}

export function savedOperations(): readonly SavedOperation[] {
  const text = localStorage.getItem(storageName) ?? '[]';
  if (text !== known.text) known = { text, operations: parsed(text) };
  return known.operations;
}

/** @throws DOMException where the browser's storage is full */
function store(operations: readonly SavedOperation[]): void {
  const sorted = [...operations].sort((one, other) => one.name.localeCompare(other.name));
  localStorage.setItem(storageName, JSON.stringify(sorted));
  for (const listener of listeners) listener();
}

/** In the place of one of the same name. */
export const saveOperation = (operation: SavedOperation): void =>
  store([...savedOperations().filter(({ name }) => name !== operation.name), operation]);

export const deleteOperation = (name: string): void =>
  store(savedOperations().filter((operation) => operation.name !== name));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export const useSavedOperations = () => useSyncExternalStore(subscribe, savedOperations);
