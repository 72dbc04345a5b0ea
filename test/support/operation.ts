import { type Answer, data, send } from './graphql.ts';

/** A value of a result union, with whatever was selected of it. */
export interface Member {
  __typename: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
  [field: string]: any;
}

export interface Operation<Input> {
  (key: string, input: Input): Promise<Member>;
  document: string;
  /** Sends it and hands out the whole answer, for those that are errors. */
  attempt(key: string, input: Input): Promise<Answer>;
}

/**
 * A mutation of one argument `input`.
 *
 * @param selections what to select of each member of its result union
 */
export function mutation<Input extends object>(name: string, selections: Record<string, string>): Operation<Input> {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const members = Object.entries(selections).map(([type, fields]) => `... on ${type} { ${fields} }`);
  const document = `mutation ($input: ${inputType}!) {
    ${name}(input: $input) { __typename ... on ResourceError { message } ${members.join(' ')} }
  }`;
  return Object.assign(async (key: string, input: Input) => (await data(key, document, { input }))[name] as Member, {
    document,
    attempt: (key: string, input: Input) => send(key, document, { input }),
  });
}

export const invalidInput = { InvalidResourceInput: 'issues { path message }' };
export const notFound = { ResourceNotFound: 'typeName id' };
export const partnerOnly = { PartnerOnlyField: 'field' };
