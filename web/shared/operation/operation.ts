/** An operation as people hand it on: without a key, and without headers, which may hold one. */
export interface Operation {
  query: string;
  /** JSON, as it was typed. */
  variables?: string | undefined;
  /** Which one it is, where the document has several. */
  operationName?: string | undefined;
}

/** The address of the explorer with an operation in it. What is behind `#` never leaves the browser. */
export function explorerLink({ query, variables, operationName }: Operation): string {
  const parts = new URLSearchParams({ query });
  if (variables?.trim()) parts.set('variables', variables);
  if (operationName) parts.set('operation', operationName);
  return `/#${parts}`;
}

/** The operation of such an address. */
export function operationOfHash(hash: string): Operation | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const query = parts.get('query');
  if (!query) return undefined;
  return {
    query,
    variables: parts.get('variables') ?? undefined,
    operationName: parts.get('operation') ?? undefined,
  };
}
