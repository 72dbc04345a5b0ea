import { useEffect, useState } from 'react';

export interface DemoKey {
  name: string;
  key: string;
  /** Whose key it is, and how far it reaches. */
  about: string;
  /** What somebody who tries it gets to see. */
  shows: string;
}

async function fetchDemoKeys(): Promise<DemoKey[]> {
  const response = await fetch('/demo-keys.json');
  return response.ok ? response.json() : [];
}

/** The keys that the service hands out: none where its database is no demo; undefined until it has answered. */
export function useDemoKeys(): DemoKey[] | undefined {
  const [keys, setKeys] = useState<DemoKey[]>();
  useEffect(() => {
    fetchDemoKeys().then(setKeys, () => setKeys([]));
  }, []);
  return keys;
}
