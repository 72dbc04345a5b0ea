import DataLoader from 'dataloader';

/**
 * A loader that gathers the keys of one level of an answer into one call. It remembers nothing, so that what a
 * mutation reads after a write is never from before it.
 */
export function batching<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): DataLoader<Key, Value> {
  return new DataLoader(load, { cache: false });
}

/**
 * A loader of parents' lists: one call for all parents that are asked for the same part. A call that fails is the
 * error of its parents alone.
 */
export function batchingPerParent<Args, Value>(
  load: (parentIds: readonly string[], args: Args) => Promise<readonly Value[]>,
): DataLoader<{ parentId: string; args: Args }, Value> {
  return batching(async (keys) => {
    const values: (Value | Error)[] = new Array(keys.length);
    const positions = new Map<string, number[]>();
    for (const [position, { args }] of keys.entries()) {
      const group = JSON.stringify(args);
      const known = positions.get(group);
      if (known) known.push(position);
      else positions.set(group, [position]);
    }
    await Promise.all(
      [...positions.values()].map(async (group) => {
        const [first] = group as [number];
        try {
          const loaded = await load(
            group.map((position) => (keys[position] as { parentId: string }).parentId),
            (keys[first] as { args: Args }).args,
          );
          for (const [index, position] of group.entries()) values[position] = loaded[index] as Value;
        } catch (error) {
          for (const position of group) values[position] = error as Error;
        }
      }),
    );
    return values;
  });
}
