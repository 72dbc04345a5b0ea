import type { ApolloClient, ApolloLink } from '@apollo/client';
import { ViewerDocument } from '@group-gateway/client';
import { type DocumentNode, Kind, print, type SelectionSetNode, visit } from 'graphql';
import type { Operation } from '../../shared/operation/operation.ts';

/** An operation that the console sends. */
export interface Seen extends Operation {
  id: string;
  name: string;
  sentAt?: Date;
}

const isTypename = (selection: SelectionSetNode['selections'][number]) =>
  selection.kind === Kind.FIELD && selection.name.value === '__typename' && !selection.alias;

/** Apollo Client adds `__typename` to each selection set; where there are no members to tell apart, nobody wants to read it. */
const withoutAddedTypenames = (document: DocumentNode) =>
  visit(document, {
    SelectionSet: (set) => {
      const fields = set.selections.filter((selection) => !isTypename(selection));
      const isPlain = fields.length > 0 && fields.every(({ kind }) => kind === Kind.FIELD);
      return isPlain ? { ...set, selections: fields } : undefined;
    },
  });

/** Only partners have external ids. */
const withoutExternalIds = (document: DocumentNode) =>
  visit(document, { Field: ({ name }) => (name.value === 'externalId' ? null : undefined) });

const isOfPartner = (client: ApolloClient) =>
  client.readQuery({ query: ViewerDocument })?.viewer.organization.isPartner ?? true;

function operationOf(client: ApolloClient, given: DocumentNode, variables: object | undefined): Operation {
  const document = isOfPartner(client) ? given : withoutExternalIds(given);
  const isEmpty = Object.values(variables ?? {}).every((value) => value === undefined);
  return {
    query: print(withoutAddedTypenames(document)),
    variables: isEmpty ? undefined : JSON.stringify(variables, null, 2),
  };
}

/** `UpdateGroup` as people read it. */
const inWords = (name: string) =>
  name
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/^./, (first) => first.toUpperCase());

/** What the page that is open asks for: its lists and all else that it shows. */
export function seenOnPage(client: ApolloClient): Seen[] {
  return [...client.getObservableQueries('active')].map((query, index) => ({
    id: `page ${index}`,
    name: inWords(query.queryName ?? 'Query'),
    ...operationOf(client, query.query, query.variables),
  }));
}

let count = 0;

export const seen = ({ query, variables, operationName, client }: ApolloLink.Operation): Seen => ({
  id: `change ${count++}`,
  name: inWords(operationName ?? 'Change'),
  sentAt: new Date(),
  ...operationOf(client, query, variables),
});
