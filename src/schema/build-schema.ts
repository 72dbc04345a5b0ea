import type { GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccountGroupResolver } from '../account-groups/account-groups.resolver.ts';
import { StaffAccountResolver } from '../account-groups/staff-accounts.resolver.ts';
import { GroupResolver } from '../groups/groups.resolver.ts';
import { LanguageResolver } from '../languages/languages.resolver.ts';
import { ApiKeyResolver, ViewerResolver } from '../viewer/viewer.resolver.ts';
import { WebsiteResolver } from '../websites/websites.resolver.ts';
import { DateTime } from './date-time.ts';
import { guardPartnerMembers, withoutPartnerMembers } from './partner-members.ts';

export interface Schemas {
  /** Everything: what requests are validated against and executed with, and what partners see. */
  partner: GraphQLSchema;
  /** What direct customers see. */
  direct: GraphQLSchema;
}

/** Builds the schema from its classes, as each audience sees it. */
export function buildSchemas(): Schemas {
  const partner = buildSchemaSync({
    resolvers: [
      ViewerResolver,
      ApiKeyResolver,
      GroupResolver,
      WebsiteResolver,
      AccountGroupResolver,
      StaffAccountResolver,
      LanguageResolver,
    ],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // Inputs are checked by the services, which answer with result values.
    validate: false,
  });
  (partner.getType('LabelLanguageRef') as GraphQLInputObjectType).isOneOf = true; // TypeGraphQL has no option for it
  describe(partner.getQueryType(), 'What can be read. A key sees its own organization, and nothing of the others.');
  describe(
    partner.getMutationType(),
    'What can be changed. Each change answers with a union of all its expected outcomes.',
  );
  guardPartnerMembers(partner);
  return { partner, direct: withoutPartnerMembers(partner) };
}

/** TypeGraphQL makes the root types itself, without a description. */
function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}
