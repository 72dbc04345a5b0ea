import type { GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { AccountGroupResolver } from '../account-groups/account-groups.resolver.ts';
import { AccountGroupChangedResolver } from '../account-groups/events/account-group-changed.resolver.ts';
import { AccountGroupHistoryResolver } from '../account-groups/history/account-group-history.resolver.ts';
import { ApiKeyResolver } from '../api-keys/api-keys.resolver.ts';
import { GroupChangedResolver } from '../groups/events/group-changed.resolver.ts';
import { GroupResolver } from '../groups/groups.resolver.ts';
import { GroupChangeResolver, GroupHistoryResolver } from '../groups/history/group-history.resolver.ts';
import { OrganizationChangesResolver } from '../history/organization-changes.resolver.ts';
import { LanguageResolver } from '../languages/languages.resolver.ts';
import { StaffAccountResolver } from '../staff-accounts/staff-accounts.resolver.ts';
import { OrganizationResolver } from '../viewer/organization.resolver.ts';
import { ViewerResolver } from '../viewer/viewer.resolver.ts';
import { WebhookDeliveryResolver, WebhookEndpointResolver } from '../webhooks/webhooks.resolver.ts';
import { WebsiteChangedResolver } from '../websites/events/website-changed.resolver.ts';
import { WebsiteHistoryResolver } from '../websites/history/website-history.resolver.ts';
import { WebsiteResolver } from '../websites/websites.resolver.ts';
import { DateTime } from './date-time.ts';
import { withGatewayFields } from './gateway-fields.ts';
import { withoutPartnerMembers } from './partner-members.ts';
import { type SchemaRenamer, schemaRenamer } from './renamed-schema.ts';
import { wrapResolvers } from './resolvers.ts';
import { type SdlWriter, sdlWriter } from './sdl.ts';

export interface Schemas {
  /** What requests are validated against and executed with: everything, and the fields for gateways, which nobody is shown. */
  served: GraphQLSchema;
  /** What partners see. */
  partner: GraphQLSchema;
  /** What direct customers see. */
  direct: GraphQLSchema;
  /** Shows a schema in names with a prefix. */
  renamed: SchemaRenamer;
  /** Writes out what a caller sees, for a kind of gateway. */
  sdl: SdlWriter;
}

/** Builds the schema from its classes, as each audience sees it. */
export function buildSchemas(): Schemas {
  const built = buildSchemaSync({
    resolvers: [
      ViewerResolver,
      OrganizationResolver,
      ApiKeyResolver,
      GroupResolver,
      GroupHistoryResolver,
      GroupChangeResolver,
      GroupChangedResolver,
      WebsiteResolver,
      WebsiteHistoryResolver,
      WebsiteChangedResolver,
      AccountGroupResolver,
      AccountGroupHistoryResolver,
      AccountGroupChangedResolver,
      StaffAccountResolver,
      LanguageResolver,
      OrganizationChangesResolver,
      WebhookEndpointResolver,
      WebhookDeliveryResolver,
    ],
    pubSub: unused,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // Inputs are checked by the services, which answer with result values.
    validate: false,
  });
  describeRoots(built);
  (built.getType('LabelLanguageRef') as GraphQLInputObjectType).isOneOf = true; // TypeGraphQL has no option for it
  const partner = wrapResolvers(built);
  const direct = withoutPartnerMembers(partner);
  const sdl = sdlWriter(partner, direct);
  return { served: withGatewayFields(partner, sdl), partner, direct, renamed: schemaRenamer(), sdl };
}

/** TypeGraphQL asks for one; the subscriptions here bring their own events. */
const unused: PubSub = {
  publish() {},
  subscribe() {
    throw new Error('No subscription has topics');
  },
};

/** TypeGraphQL makes the root types itself, without descriptions. */
function describeRoots(schema: GraphQLSchema): void {
  (schema.getQueryType() as GraphQLObjectType).description =
    'Everything that you can read. All data belongs to the organization of the key that you send.';
  (schema.getMutationType() as GraphQLObjectType).description =
    'Everything that you can change. Each mutation answers with a union of its success and all other expected outcomes.';
  (schema.getSubscriptionType() as GraphQLObjectType).description =
    'Everything that you can follow live. A subscription has one field. It is answered by server-sent events (`accept: text/event-stream`), by multipart (`accept: multipart/mixed;subscriptionSpec=1.0`), or over a WebSocket (`graphql-transport-ws`).';
}
