import { z } from 'zod';
import { AccountGroupOrderField } from '../../account-groups/account-groups.inputs.ts';
import {
  CreateAccountGroupSuccess,
  DeleteAccountGroupSuccess,
  UpdateAccountGroupSuccess,
} from '../../account-groups/account-groups.results.ts';
import { findAccountGroups, listAccountGroupsAt } from '../../account-groups/account-groups.service.ts';
import { accountGroupOrder, accountGroupsById } from '../../account-groups/account-groups.sql.ts';
import type { AccountGroup } from '../../account-groups/account-groups.types.ts';
import { createAccountGroup } from '../../account-groups/create-account-group.service.ts';
import { deleteAccountGroup } from '../../account-groups/delete-account-group.service.ts';
import { updateAccountGroup } from '../../account-groups/update-account-group.service.ts';
import type { Order } from '../../lists/pagination.ts';
import { SortDirection } from '../../lists/sort-direction.ts';
import { lookUpCost, writeCost } from '../cost.ts';
import { defined, type Route, readRoute, writeRoute } from '../route.ts';
import { accountGroupFields, pathOf, resource, toAccountGroup } from './account-group-answers.ts';
import { descriptionsInput, namesInput, toLabels } from './label-inputs.ts';
import { Links } from './links.ts';
import { listAnswer } from './list-answer.ts';
import {
  costOfList,
  fieldsOf,
  type ListRequest,
  type ListRules,
  listQuery,
  oneQuery,
  readListQuery,
} from './list-query.ts';
import { notFound, succeeded } from './outcomes.ts';
import { at } from './paths.ts';
import { accountGroupShape, errors, listOf, none } from './shapes.ts';

const orders: Record<string, AccountGroupOrderField> = {
  displayOrder: AccountGroupOrderField.DISPLAY_ORDER,
  lookupName: AccountGroupOrderField.LOOKUP_NAME,
  createdTime: AccountGroupOrderField.CREATED_AT,
  updatedTime: AccountGroupOrderField.UPDATED_AT,
};

const rules: ListRules = {
  orders: [...Object.keys(orders), 'id'],
  conditions: {
    id: { name: 'id', type: 'bigint' },
    lookupName: { name: 'lookupName', type: 'text' },
    displayOrder: { name: 'displayOrder', type: 'bigint' },
    'attributes.customerCareAccess': { name: 'customerCareAccess', type: 'boolean' },
    createdTime: { name: 'createdAt', type: 'timestamptz' },
    updatedTime: { name: 'updatedAt', type: 'timestamptz' },
  },
  fields: accountGroupFields,
  always: ['id', 'lookupName', 'createdTime', 'updatedTime', 'links'],
};

const all = new Set(accountGroupFields);

function toOrder(order: ListRequest['order']): Order<AccountGroup> {
  if (!order) return accountGroupOrder(null);
  if (order.name === 'id') return accountGroupsById(order.direction);
  return accountGroupOrder({
    field: orders[order.name] as AccountGroupOrderField,
    direction: SortDirection[order.direction],
  });
}

const displayOrder = z.int32().optional().meta({
  description: 'The place among the account groups, 1 to 2147483647. The account group that has it moves up by one.',
  minimum: 1,
});
const attributes = z
  .strictObject({
    customerCareAccess: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the accounts have access to customer care.' }),
  })
  .optional();

const newAccountGroup = z
  .strictObject({ names: namesInput, descriptions: descriptionsInput.optional(), displayOrder, attributes })
  .meta({ id: 'NewAccountGroup' });

const accountGroupChanges = z
  .strictObject({
    names: namesInput.optional(),
    descriptions: descriptionsInput.optional(),
    displayOrder,
    attributes,
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    error: 'must have at least one of "names", "descriptions", "displayOrder" and "attributes"',
  })
  .meta({ id: 'AccountGroupChanges', minProperties: 1 });

const one = z.strictObject({ id: z.string().meta({ description: 'The unique identifier of the account group.' }) });
const tag = 'Account groups';
const permission = 'STAFF_ADMINISTRATION';

export const accountGroupRoutes: Route[] = [
  readRoute({
    method: 'GET',
    path: at(`/${resource}`),
    operationId: 'listAccountGroups',
    tag,
    summary: 'List account groups',
    description: 'The account groups of your organization, by default in display order. Needs a global key.',
    params: none,
    query: listQuery,
    answers: {
      200: { description: 'The account groups.', schema: listOf(accountGroupShape) },
      ...errors(400, 401, 403, 429, 503),
    },
    cost: costOfList,
    async read(request, context) {
      const { size, offset, order, conditions, fields } = readListQuery(request.query, rules);
      const page = await listAccountGroupsAt(
        context.reads,
        context.caller,
        { size, offset },
        conditions,
        toOrder(order),
      );
      const links = new Links(request);
      const items = await Promise.all(page.rows.map((group) => toAccountGroup(group, fields, links, context)));
      return listAnswer(request, resource, items, page.hasNextPage, { size, offset });
    },
  }),
  readRoute({
    method: 'GET',
    path: at(`/${resource}/{id}`),
    operationId: 'getAccountGroup',
    tag,
    summary: 'Read an account group',
    description: 'An account group by its id. Needs a global key.',
    params: one,
    query: oneQuery,
    answers: {
      200: { description: 'The account group.', schema: accountGroupShape },
      ...errors(400, 401, 403, 404, 429, 503),
    },
    cost: lookUpCost,
    async read(request, context) {
      const fields = request.query.fields === undefined ? all : fieldsOf(request.query.fields, rules);
      const [group] = await findAccountGroups(context.reads, context.caller, [request.params.id]);
      if (!group) throw notFound('AccountGroup', request.params.id);
      return { status: 200, body: await toAccountGroup(group, fields, new Links(request), context) };
    },
  }),
  writeRoute({
    method: 'POST',
    path: at(`/${resource}`),
    operationId: 'createAccountGroup',
    tag,
    summary: 'Create an account group',
    description: 'Creates an account group. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: none,
    query: none,
    body: newAccountGroup,
    answers: {
      201: { description: 'The new account group. The header `location` is its address.', schema: accountGroupShape },
      ...errors(400, 401, 403, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'createAccountGroup',
    permission,
    async write({ body: { names, descriptions, displayOrder, attributes } }, context) {
      const input = {
        names: (await toLabels(context.languages, 'names', names)) ?? [],
        descriptions: await toLabels(context.languages, 'descriptions', descriptions),
        displayOrder,
        attributes: attributes && defined(attributes),
      };
      return createAccountGroup(context, context.caller, defined(input));
    },
    async answer(outcome, request, context) {
      const { accountGroup } = succeeded(outcome, CreateAccountGroupSuccess);
      const links = new Links(request);
      return {
        status: 201,
        headers: { location: links.to(pathOf(accountGroup.id)) },
        body: await toAccountGroup(accountGroup, all, links, context),
      };
    },
  }),
  writeRoute({
    method: 'PATCH',
    path: at(`/${resource}/{id}`),
    operationId: 'updateAccountGroup',
    tag,
    summary: 'Update an account group',
    description:
      'Changes the members that you send: all of them or none. A name or description is set in its language, and those in other languages stay. `POST` with the header `x-http-method-override: PATCH` is the same. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: one,
    query: none,
    body: accountGroupChanges,
    example: { names: [{ labelText: 'NewAccountGroupLogin', language: { id: 1 } }] },
    answers: {
      200: { description: 'The account group was changed. The body is empty.' },
      ...errors(400, 401, 403, 404, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'updateAccountGroup',
    permission,
    async write({ params: { id }, body: { names, descriptions, displayOrder, attributes } }, context) {
      const input = {
        id,
        names: await toLabels(context.languages, 'names', names),
        descriptions: await toLabels(context.languages, 'descriptions', descriptions),
        displayOrder,
        attributes: attributes && defined(attributes),
      };
      return updateAccountGroup(context, context.caller, defined(input));
    },
    async answer(outcome) {
      succeeded(outcome, UpdateAccountGroupSuccess);
      return { status: 200 };
    },
  }),
  writeRoute({
    method: 'DELETE',
    path: at(`/${resource}/{id}`),
    operationId: 'deleteAccountGroup',
    tag,
    summary: 'Delete an account group',
    description:
      'Deletes an account group that contains no accounts. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: one,
    query: none,
    answers: {
      200: { description: 'The account group is deleted. The body is empty.' },
      ...errors(400, 401, 403, 404, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'deleteAccountGroup',
    permission,
    write: ({ params: { id } }, { prisma, caller }) => deleteAccountGroup(prisma, caller, { id }),
    async answer(outcome) {
      succeeded(outcome, DeleteAccountGroupSuccess);
      return { status: 200 };
    },
  }),
];
