import { type Answer, send } from '../../support/graphql.ts';

export const createGroup = `mutation ($input: CreateGroupInput!) { createGroup(input: $input) {
  __typename
  ... on CreateGroupSuccess { group { id name revision createdAt externalId websites { totalCount } } }
  ... on GroupExternalIdTaken { externalId existingGroup { id name } }
  ... on InvalidResourceInput { issues { path } }
  ... on ResourceError { message }
} }`;

/** Sends a mutation with an idempotency key. */
export function repeatable(
  key: string,
  idempotencyKey: string,
  document: string,
  variables: Record<string, unknown>,
  url?: string,
): Promise<Answer> {
  return send(key, document, variables, { headers: { 'idempotency-key': idempotencyKey }, ...(url && { url }) });
}

export const isReplay = ({ headers }: Answer) => headers.get('idempotent-replayed') === 'true';

/** The code of an answer's only error. */
export const codeOf = ({ errors }: Answer) => errors?.length === 1 && errors[0]?.extensions.code;
