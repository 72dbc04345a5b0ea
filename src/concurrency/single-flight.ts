/** Asks once for all who come before the question is on its way; who comes later waits for the next one. */
export function singleFlight<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= underWay.then(() => {
      next = undefined;
      const answer = ask();
      underWay = answer.catch(() => {});
      return answer;
    });
    return next;
  };
}
