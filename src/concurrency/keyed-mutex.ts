const last = new Map<string, Promise<unknown>>();

/**
 * Runs work after all earlier work of the same key in this process. For what the database would make wait for each
 * other anyway: here it waits without a connection, so others can use the connection.
 */
export function runExclusive<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(key) ?? Promise.resolve()).then(work);
  const ended = turn.then(
    () => {},
    () => {}, // whoever waits for the turn is told; the next one starts all the same
  );
  last.set(key, ended);
  void ended.then(() => {
    if (last.get(key) === ended) last.delete(key);
  });
  return turn;
}
