import { useEffect, useSyncExternalStore } from 'react';

export type ColorScheme = 'auto' | 'light' | 'dark';

/** Mantine's own place in the browser's storage: the console keeps its choice there, so both pages look alike. */
const name = 'mantine-color-scheme-value';

const changed = 'group-gateway-color-scheme';

function stored(): ColorScheme {
  const value = localStorage.getItem(name);
  return value === 'light' || value === 'dark' ? value : 'auto';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('storage', listener);
    window.removeEventListener(changed, listener);
  };
}

export function setColorScheme(scheme: ColorScheme): void {
  localStorage.setItem(name, scheme);
  window.dispatchEvent(new Event(changed));
}

/** The scheme that the user chose, which the page's colours follow. */
export function useColorScheme(): ColorScheme {
  const scheme = useSyncExternalStore(subscribe, stored);
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
  }, [scheme]);
  return scheme;
}
