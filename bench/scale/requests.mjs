import { post } from '../comparison/graphql-request.mjs';
import { toRequest as asCompared } from '../comparison/service/requests.mjs';
import { operations } from './operations.mjs';

const ask = (document, variablesOf) => post('/graphql', document, ({ key }) => ({ 'x-api-key': key }), variablesOf);

const tablePage = ask(
  'query ($after: String, $filter: GroupFilter) { groups(first: 25, after: $after, filter: $filter) { nodes { id name } } }',
  ({ after, filter }) => ({ after, filter }),
);

const byKind = {
  page: ask(
    'query ($first: Int!) { groups(first: $first) { nodes { id name websites(first: 10) { nodes { id name url } } } } }',
    ({ first }) => ({ first }),
  ),
  list: asCompared.one,
  exchange: asCompared.websites,
  first: tablePage,
  middle: tablePage,
  known: tablePage,
  named: tablePage,
  contained: tablePage,
  frequent: tablePage,
  billed: tablePage,
  one: asCompared.one,
};

export const toRequest = Object.fromEntries(Object.keys(operations).map((name) => [name, byKind[name.split('-')[0]]]));
