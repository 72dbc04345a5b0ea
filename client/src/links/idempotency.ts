import { ApolloLink } from '@apollo/client';

/** Only pages that were loaded securely have `randomUUID`, and React Native has none. */
const newKey = () =>
  globalThis.crypto?.randomUUID?.() ?? Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('-');

/** Makes each mutation repeatable: all tries of one have one key, and the service carries it out once. */
export const idempotencyLink = (): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if (operation.operationType === 'mutation')
      operation.setContext(({ headers }) => ({ headers: { 'idempotency-key': newKey(), ...headers } }));
    return forward(operation);
  });
