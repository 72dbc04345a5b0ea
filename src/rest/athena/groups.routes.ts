import { z } from 'zod';
import { createGroup } from '../../groups/create-group.service.ts';
import { CreateGroupSuccess, UpdateGroupSuccess } from '../../groups/groups.results.ts';
import { findGroupsByExternalId, listGroups } from '../../groups/groups.service.ts';
import type { Group } from '../../groups/groups.types.ts';
import { updateGroup } from '../../groups/update-group.service.ts';
import { maxPageSize } from '../../lists/pagination.ts';
import { checkRowsRead, listCost, writeCost } from '../cost.ts';
import { defined, type RestContext, type Route, readRoute, writeRoute } from '../route.ts';
import { errors, existing, guardPartnerMember, noQuery } from './common.ts';
import { websitesOf, withWebsites } from './group-websites.ts';
import { succeeded } from './outcomes.ts';
import { createdGroupShape, groupShape, toCreatedGroup, toGroup } from './shapes.ts';

const name = z.string().meta({ description: 'The name, 1 to 255 characters.', examples: ['Renamed Group'] });
const billingEnabled = z.boolean().optional().meta({
  description:
    'true makes sure that the group has a billing entity at the billing provider, and then sets the flag: send it again to repair a missing entity. false clears the flag, and balances and usage history stay.',
});
const externalId = z
  .string()
  .nullable()
  .optional()
  .meta({
    description:
      'Partner-only: your own id, 1 to 255 characters, unique among your groups. null clears it. A direct customer that sends it gets 403.',
    examples: ['acct_9e4c1b8d'],
  });
const websiteIds = (description: string) =>
  z
    .array(z.string())
    .meta({ description, minItems: 1, maxItems: 1000, examples: [['123e4567-e89b-12d3-a456-426614174000']] });

const newGroup = z
  .strictObject({
    name,
    website_ids: websiteIds('The websites in the group. They must belong to your organization.'),
    billing_enabled: billingEnabled,
    external_id: externalId,
  })
  .meta({ id: 'NewGroup' });

const groupChanges = z
  .strictObject({
    name: name.optional(),
    add_website_ids: websiteIds(
      'Websites to add. They must belong to your organization. Those that are in the group already are ignored.',
    ).optional(),
    remove_website_ids: websiteIds('Websites to remove. Ids that are not in the group are ignored.').optional(),
    external_id: externalId,
    billing_enabled: billingEnabled,
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    error:
      'must have at least one of "name", "add_website_ids", "remove_website_ids", "external_id" and "billing_enabled"',
  })
  .meta({ id: 'GroupChanges', minProperties: 1 });

/** All groups that the caller sees: this API has no pages, so they are read page by page, up to what a request may cost. */
async function allGroups(context: RestContext): Promise<Group[]> {
  const { reads, caller, nestedPages, maxCost } = context;
  const lookahead = { selection: withWebsites, pages: nestedPages };
  const groups: Group[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await listGroups(reads, caller, { first: maxPageSize, after: after ?? null }, null, null, lookahead);
    groups.push(...page.rows);
    checkRowsRead(maxCost);
    more = page.hasNextPage;
    if (more) after = page.cursor(page.rows.at(-1) as Group);
  }
  return groups;
}

async function groupsByExternalId({ reads, caller, nestedPages }: RestContext, id: string): Promise<Group[]> {
  const found = await findGroupsByExternalId(reads, caller, [id], { selection: withWebsites, pages: nestedPages });
  return found.filter((group) => group !== null);
}

export const groupRoutes: Route[] = [
  readRoute({
    method: 'GET',
    path: '/api/v1/groups',
    operationId: 'listGroups',
    tag: 'Groups',
    summary: 'List groups',
    description: 'All groups of your organization, by name. If your key is confined to websites, those that hold one.',
    params: z.strictObject({}),
    query: z.strictObject({
      external_id: z.string().optional().meta({
        description:
          'Partner-only: only the group that has this external id. The list is empty if there is none. A direct customer that sends it gets 403.',
      }),
    }),
    answers: {
      200: { description: 'The groups.', schema: z.object({ groups: z.array(groupShape) }) },
      ...errors(400, 401, 403, 429, 503),
    },
    cost: ({ external_id }) => (external_id === undefined ? listCost(maxPageSize) : listCost(1)),
    async read({ query: { external_id } }, context) {
      const found =
        external_id === undefined ? await allGroups(context) : await groupsByExternalId(context, external_id);
      const check = () => checkRowsRead(context.maxCost);
      const groups = [];
      for (const group of found)
        groups.push(toGroup(context.caller, group, await websitesOf(context, group.id, check)));
      return { status: 200, body: { groups } };
    },
  }),
  writeRoute({
    method: 'POST',
    path: '/api/v1/groups',
    operationId: 'createGroup',
    tag: 'Groups',
    summary: 'Create a group',
    description: 'Creates a group with at least one website. Needs a global key.',
    params: z.strictObject({}),
    query: noQuery,
    body: newGroup,
    answers: {
      201: { description: 'The group was created.', schema: z.object({ group: createdGroupShape }) },
      ...errors(400, 401, 403),
      409: existing('Another group has the external id.'),
      ...errors(422, 429, 502, 503),
    },
    cost: writeCost,
    mutation: 'createGroup',
    guard: guardPartnerMember,
    write({ body: { name, website_ids, billing_enabled, external_id } }, context) {
      const input = { name, websiteIds: website_ids, billingEnabled: billing_enabled, externalId: external_id };
      return createGroup(context, context.caller, defined(input));
    },
    async answer(outcome, _request, context) {
      const { group } = await succeeded(outcome, CreateGroupSuccess, context);
      const websites = await websitesOf(context, group.id);
      return { status: 201, body: { group: toCreatedGroup(context.caller, group, websites) } };
    },
  }),
  writeRoute({
    method: 'PATCH',
    path: '/api/v1/groups/{group_id}',
    operationId: 'updateGroup',
    tag: 'Groups',
    summary: 'Update a group',
    description:
      'Changes the name, adds websites, removes websites, and sets or clears the external id: all of it or nothing. Send at least one member. Needs a global key.',
    params: z.strictObject({ group_id: z.string().meta({ description: 'The id of the group.' }) }),
    query: noQuery,
    body: groupChanges,
    example: { name: 'Renamed Group' },
    answers: {
      200: { description: 'The group after the change.', schema: z.object({ group: groupShape }) },
      ...errors(400, 401, 403, 404),
      409: existing('Another group has the external id.'),
      ...errors(422, 429, 502, 503),
    },
    cost: writeCost,
    mutation: 'updateGroup',
    guard: guardPartnerMember,
    write({ params, body: { name, add_website_ids, remove_website_ids, external_id, billing_enabled } }, context) {
      const input = {
        id: params.group_id,
        name,
        addWebsiteIds: add_website_ids,
        removeWebsiteIds: remove_website_ids,
        externalId: external_id,
        billingEnabled: billing_enabled,
      };
      return updateGroup(context, context.caller, defined(input));
    },
    async answer(outcome, _request, context) {
      const { group } = await succeeded(outcome, UpdateGroupSuccess, context);
      return { status: 200, body: { group: toGroup(context.caller, group, await websitesOf(context, group.id)) } };
    },
  }),
];
