import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { requirePartner } from '../auth/caller.ts';
import type { WrapResolver } from './wrap-resolver.ts';

interface Marked {
  extensions: { partnerOnly?: boolean };
}

const isPartnerOnly = (member: object) => (member as Marked).extensions.partnerOnly === true;

/**
 * Authorizes the reading of the members that are marked as partner-only: to others, a field of an object is null, and
 * a root query is refused. Mutations and inputs answer for themselves, with result values.
 */
export const guardPartnerMembers: WrapResolver = ({ parent, field, schema }, resolve) => {
  if (!isPartnerOnly(field) || parent === schema.getMutationType()) return resolve;
  if (parent === schema.getQueryType())
    return (source, args, context, info) => {
      requirePartner(context.caller, `"${field.name}"`);
      return resolve(source, args, context, info);
    };
  return (source, args, context, info) =>
    context.caller.organization.isPartner ? resolve(source, args, context, info) : null;
};

/** The schema as direct customers see it: without the members that are marked, and without what only those lead to. */
export function withoutPartnerMembers(schema: GraphQLSchema): GraphQLSchema {
  const dropMarked = <T extends object>(member: T) => (isPartnerOnly(member) ? null : undefined);
  return pruneSchema(
    mapSchema(schema, {
      [MapperKind.TYPE]: dropMarked,
      [MapperKind.OBJECT_FIELD]: dropMarked,
      [MapperKind.INPUT_OBJECT_FIELD]: dropMarked,
    }),
  );
}
