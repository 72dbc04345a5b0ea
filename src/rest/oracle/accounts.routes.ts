import { z } from 'zod';
import { findAccountGroups, listAccountGroupsAt } from '../../account-groups/account-groups.service.ts';
import { accountGroupOrder } from '../../account-groups/account-groups.sql.ts';
import type { StaffAccount } from '../../account-groups/account-groups.types.ts';
import { inDirection } from '../../lists/pagination.ts';
import { changeAndMoveStaffAccount } from '../../staff-accounts/change-and-move.service.ts';
import {
  createStaffAccount,
  deleteStaffAccount,
  updateStaffAccount,
} from '../../staff-accounts/staff-account-changes.service.ts';
import {
  CreateStaffAccountSuccess,
  DeleteStaffAccountSuccess,
  MoveStaffAccountsSuccess,
  UpdateStaffAccountSuccess,
} from '../../staff-accounts/staff-accounts.results.ts';
import {
  findStaffAccounts,
  listStaffAccountsAt,
  moveStaffAccounts,
} from '../../staff-accounts/staff-accounts.service.ts';
import { staffAccountOrder, staffAccountsById } from '../../staff-accounts/staff-accounts.sql.ts';
import { lookUpCost, writeCost } from '../cost.ts';
import { RestRefusal } from '../refusals.ts';
import { defined, type RestContext, type Route, readRoute, writeRoute } from '../route.ts';
import { pathOf as groupPath, resource as groupResource } from './account-group-answers.ts';
import { toNumber } from './json.ts';
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
import { accountShape, errors, int64, listOf, none } from './shapes.ts';

const resource = 'accounts';
const pathOf = (id: string) => `/${resource}/${id}`;

const rules: ListRules = {
  // The name that an account is looked up by is its display name.
  orders: ['displayName', 'lookupName', 'id'],
  conditions: {
    id: { name: 'id', type: 'bigint' },
    login: { name: 'login', type: 'text' },
    displayName: { name: 'displayName', type: 'text' },
    lookupName: { name: 'displayName', type: 'text' },
    'staffGroup.id': { name: 'accountGroupId', type: 'bigint' },
  },
  fields: Object.keys(accountShape.shape),
  always: ['id', 'lookupName', 'links'],
};

const all = new Set(rules.fields);

const toOrder = ({ name, direction }: NonNullable<ListRequest['order']> = { name: 'displayName', direction: 'ASC' }) =>
  name === 'id' ? staffAccountsById(direction) : inDirection(staffAccountOrder(null), direction);

const staffGroup = z
  .strictObject({
    id: int64('The id of the account group.').optional(),
    lookupName: z.string().optional().meta({ description: 'Its name: an error if several have it.' }),
  })
  .refine(({ id, lookupName }) => (id === undefined) !== (lookupName === undefined), {
    error: 'must have either "id" or "lookupName"',
  })
  .meta({ id: 'StaffGroupReference', description: 'An account group, by its id or by its name.' });

const login = z.string().meta({ description: 'The unique name to log in with, 1 to 255 characters.' });
const displayName = z.string().meta({ description: 'The name of the member of staff, 1 to 255 characters.' });

const newAccount = z.strictObject({ login, displayName, staffGroup }).meta({ id: 'NewAccount' });

const accountChanges = z
  .strictObject({ login: login.optional(), displayName: displayName.optional(), staffGroup: staffGroup.optional() })
  .refine((changes) => Object.keys(changes).length > 0, {
    error: 'must have at least one of "login", "displayName" and "staffGroup"',
  })
  .meta({ id: 'AccountChanges', minProperties: 1 });

/** The id of the account group that a reference means. */
async function groupIdOf(
  { id, lookupName }: z.infer<typeof staffGroup>,
  { reads, caller }: RestContext,
): Promise<string> {
  if (id !== undefined) return String(id);
  const named = { name: 'lookupName', operator: '=', values: [lookupName as string] } as const;
  const { rows, hasNextPage } = await listAccountGroupsAt(
    reads,
    caller,
    { size: 1, offset: 0 },
    [named],
    accountGroupOrder(null),
  );
  const [group] = rows;
  if (group && !hasNextPage) return group.id;
  const message = group
    ? 'must be the name of one account group, and several have it: send "id" instead'
    : 'must be the name of an account group of your organization';
  throw new RestRefusal(400, 'INVALID_RESOURCE_INPUT', `staffGroup.lookupName ${message}.`, {
    issues: [{ path: ['staffGroup', 'lookupName'], message }],
  });
}

/** The accounts as they are shown, with the names of their groups. */
async function toAccounts(
  accounts: readonly StaffAccount[],
  fields: ReadonlySet<string>,
  links: Links,
  { reads, caller }: RestContext,
): Promise<Record<string, unknown>[]> {
  const groupIds = fields.has('staffGroup') ? [...new Set(accounts.map(({ accountGroupId }) => accountGroupId))] : [];
  const groups = await findAccountGroups(reads, caller, groupIds);
  const names = new Map(groups.map((group) => [group?.id, group?.lookupName]));
  return accounts.map(({ id, login, displayName, accountGroupId }) => {
    const members: Record<string, unknown> = {
      id: toNumber(id),
      lookupName: displayName,
      displayName,
      login,
      staffGroup: {
        id: toNumber(accountGroupId),
        lookupName: names.get(accountGroupId),
        links: links.ofResource(groupResource, groupPath(accountGroupId)),
      },
      links: links.ofResource(resource, pathOf(id)),
    };
    return Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)));
  });
}

const one = z.strictObject({ id: z.string().meta({ description: 'The unique identifier of the account.' }) });
const tag = 'Accounts';
const permission = 'STAFF_ADMINISTRATION';

export const accountRoutes: Route[] = [
  readRoute({
    method: 'GET',
    path: at(`/${resource}`),
    operationId: 'listAccounts',
    tag,
    summary: 'List accounts',
    description: 'The staff accounts of your organization, by display name. Needs a global key.',
    params: none,
    query: listQuery,
    answers: {
      200: { description: 'The accounts.', schema: listOf(accountShape) },
      ...errors(400, 401, 403, 429, 503),
    },
    cost: costOfList,
    async read(request, context) {
      const { size, offset, order, conditions, fields } = readListQuery(request.query, rules);
      const { reads, caller } = context;
      const window = { size, offset };
      const page = await listStaffAccountsAt(reads, caller, window, conditions, toOrder(order));
      const items = await toAccounts(page.rows, fields, new Links(request), context);
      return listAnswer(request, resource, items, page.hasNextPage, window);
    },
  }),
  readRoute({
    method: 'GET',
    path: at(`/${resource}/{id}`),
    operationId: 'getAccount',
    tag,
    summary: 'Read an account',
    description: 'A staff account by its id. Needs a global key.',
    params: one,
    query: oneQuery,
    answers: { 200: { description: 'The account.', schema: accountShape }, ...errors(400, 401, 403, 404, 429, 503) },
    cost: lookUpCost,
    async read(request, context) {
      const fields = request.query.fields === undefined ? all : fieldsOf(request.query.fields, rules);
      const [account] = await findStaffAccounts(context.reads, context.caller, [request.params.id]);
      if (!account) throw notFound('StaffAccount', request.params.id);
      const [body] = await toAccounts([account], fields, new Links(request), context);
      return { status: 200, body };
    },
  }),
  writeRoute({
    method: 'POST',
    path: at(`/${resource}`),
    operationId: 'createAccount',
    tag,
    summary: 'Create an account',
    description:
      'Creates a staff account in an account group. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: none,
    query: none,
    body: newAccount,
    answers: {
      201: { description: 'The new account. The header `location` is its address.', schema: accountShape },
      ...errors(400, 401, 403, 404, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'createStaffAccount',
    permission,
    async write({ body: { login, displayName, staffGroup } }, context) {
      const accountGroupId = await groupIdOf(staffGroup, context);
      return createStaffAccount(context.prisma, context.caller, { login, displayName, accountGroupId });
    },
    async answer(outcome, request, context) {
      const { staffAccount } = succeeded(outcome, CreateStaffAccountSuccess);
      const links = new Links(request);
      const [body] = await toAccounts([staffAccount], all, links, context);
      return { status: 201, headers: { location: links.to(pathOf(staffAccount.id)) }, body };
    },
  }),
  writeRoute({
    method: 'PATCH',
    path: at(`/${resource}/{id}`),
    operationId: 'updateAccount',
    tag,
    summary: 'Update an account',
    description:
      'Changes login and display name, and moves the account to another account group: all of it or nothing. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: one,
    query: none,
    body: accountChanges,
    answers: {
      200: { description: 'The account was changed. The body is empty.' },
      ...errors(400, 401, 403, 404, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'updateStaffAccount',
    permission,
    async write({ params: { id }, body: { login, displayName, staffGroup } }, context): Promise<object> {
      const { prisma, reads, caller } = context;
      if (!staffGroup) return updateStaffAccount(prisma, caller, defined({ id, login, displayName }));
      const accountGroupId = await groupIdOf(staffGroup, context);
      // As a list of accounts the move would tell of an id that is none, and not of an account that is not there.
      const [account] = await findStaffAccounts(reads, caller, [id]);
      if (!account) throw notFound('StaffAccount', id);
      if (login === undefined && displayName === undefined)
        return moveStaffAccounts(prisma, caller, { accountIds: [id], accountGroupId });
      return changeAndMoveStaffAccount(prisma, caller, defined({ id, login, displayName }), accountGroupId);
    },
    async answer(outcome) {
      succeeded<object>(outcome, UpdateStaffAccountSuccess, MoveStaffAccountsSuccess);
      return { status: 200 };
    },
  }),
  writeRoute({
    method: 'DELETE',
    path: at(`/${resource}/{id}`),
    operationId: 'deleteAccount',
    tag,
    summary: 'Delete an account',
    description: 'Deletes a staff account for good. Needs a global key with the permission STAFF_ADMINISTRATION.',
    params: one,
    query: none,
    answers: {
      200: { description: 'The account is deleted. The body is empty.' },
      ...errors(400, 401, 403, 404, 409, 422, 429, 503),
    },
    cost: writeCost,
    mutation: 'deleteStaffAccount',
    permission,
    write: ({ params: { id } }, { prisma, caller }) => deleteStaffAccount(prisma, caller, id),
    async answer(outcome) {
      succeeded(outcome, DeleteStaffAccountSuccess);
      return { status: 200 };
    },
  }),
];
