import type { GraphQLSchema } from 'graphql';
import type { ResolverContext } from '../resources/resolver-context.ts';

/** How a gateway that knows a key of a resource gets the rest of it. */
export interface LookUp {
  typeName: string;
  /** The field that is the key, and the argument of the query of one. */
  key: 'id' | 'externalId';
  /** The query of one. */
  one: string;
  /** The query of many at once, and its argument. */
  many: { field: string; arg: string };
  /** What every query of many does: it looks up the keys of one level with one statement. */
  load(context: ResolverContext, key: string): Promise<object | null>;
}

const all: LookUp[] = [
  {
    typeName: 'Group',
    key: 'id',
    one: 'group',
    many: { field: 'groupsById', arg: 'ids' },
    load: ({ groups }, id) => groups.byId.one(id),
  },
  {
    typeName: 'Group',
    key: 'externalId',
    one: 'groupByExternalId',
    many: { field: 'groupsByExternalId', arg: 'externalIds' },
    load: ({ groups }, externalId) => groups.byExternalId.one(externalId),
  },
  {
    typeName: 'Website',
    key: 'id',
    one: 'website',
    many: { field: 'websitesById', arg: 'ids' },
    load: ({ websites }, id) => websites.byId.one(id),
  },
  {
    typeName: 'Website',
    key: 'externalId',
    one: 'websiteByExternalId',
    many: { field: 'websitesByExternalId', arg: 'externalIds' },
    load: ({ websites }, externalId) => websites.byExternalId.one(externalId),
  },
  {
    typeName: 'AccountGroup',
    key: 'id',
    one: 'accountGroup',
    many: { field: 'accountGroupsById', arg: 'ids' },
    load: ({ accountGroups }, id) => accountGroups.byId.one(id),
  },
  {
    typeName: 'StaffAccount',
    key: 'id',
    one: 'staffAccount',
    many: { field: 'staffAccountsById', arg: 'ids' },
    load: ({ accountGroups }, id) => accountGroups.account.load(id),
  },
];

/** The look-ups that a schema has; one for direct customers has fewer. */
export function lookUpsOf(schema: GraphQLSchema): LookUp[] {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return all.filter(({ many }) => many.field in fields);
}
