import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { Refusal } from '../parts/explain-outcome.ts';
import type { useViewer } from '../session/viewer.ts';
import { type Entry, fieldOf, listOf } from './entry.ts';
import {
  AccountGroupNowDocument,
  GroupNowDocument,
  RevertAccountGroupDocument,
  RevertGroupDocument,
  RevertStaffAccountDocument,
  RevertStaffMoveDocument,
  RevertWebsiteDeletionDocument,
  RevertWebsiteDocument,
  RevertWebsiteRestoreDocument,
  StaffAccountNowDocument,
  WebsiteNowDocument,
} from './generated/operations.ts';

type Rights = Pick<ReturnType<typeof useViewer>, 'isPartner' | 'canWrite' | 'canWriteStaff'>;

/** A field as it is, and as it would be; values as the history has them. */
export interface Step {
  field: string;
  /** Undefined of a list, which a step adds to or takes from. */
  now?: string | null;
  after: string | null;
}

/** What takes a change back: shown first, and tried by a dry run. */
export interface Plan {
  steps: Step[];
  /** Whether somebody changed the same again since. */
  isChangedSince: boolean;
  /** Sends it, guarded by the revision at which the steps were true; its result. */
  run: (dryRun: boolean) => Promise<Refusal | undefined>;
}

const invertible: Partial<Record<Entry['resourceType'], RegExp>> = {
  GROUP: /^(name|externalId|billingEnabled|websitesAdded|websitesRemoved)$/,
  WEBSITE: /^(name|externalId)$/,
  ACCOUNT_GROUP: /^(names\.\d+|descriptions\.\d+|displayOrder|customerCareAccess|lookupName)$/,
  STAFF_ACCOUNT: /^(login|displayName|accountGroupId)$/,
};

/** Whether an entry has an inverse that the key may send, and that one mutation makes. */
export function isRevertible({ resourceType, kind, fields }: Entry, rights: Rights): boolean {
  const isStaff = resourceType === 'ACCOUNT_GROUP' || resourceType === 'STAFF_ACCOUNT';
  if (!(isStaff ? rights.canWriteStaff : rights.canWrite)) return false;
  if (resourceType === 'WEBSITE' && (kind === 'DELETED' || kind === 'RESTORED')) return true;
  const names = fields.map(({ field }) => field);
  // It only follows the names.
  const told = names.filter((name) => name !== 'lookupName');
  if (kind !== 'UPDATED' || told.length === 0) return false;
  if (names.includes('externalId') && !rights.isPartner) return false;
  // A move is a mutation of its own.
  if (names.includes('accountGroupId') && names.length > 1) return false;
  return names.every((name) => invertible[resourceType]?.test(name));
}

function sender<Data extends object, Input>(
  client: ApolloClient,
  mutation: TypedDocumentNode<Data, OperationVariables & { input: Input; dryRun: boolean }>,
  input: Input,
) {
  return async (dryRun: boolean) => {
    const { data } = await client.mutate<Data, OperationVariables>({ mutation, variables: { input, dryRun } });
    const [result] = Object.values(data ?? {}) as Refusal[];
    return result;
  };
}

/** The steps for fields whose value is that of the resource. */
function stepsOf(entry: Entry, now: Record<string, string | null>): Pick<Plan, 'steps' | 'isChangedSince'> {
  const fields = entry.fields.filter(({ field }) => field in now);
  return {
    steps: fields.map(({ field, from }) => ({ field, now: now[field] ?? null, after: from })),
    isChangedSince: fields.some(({ field, to }) => (now[field] ?? null) !== to),
  };
}

/** The value before; undefined, which changes nothing, if the field did not change. */
function before<Value>(entry: Entry, name: string, read: (from: string | null) => Value): Value | undefined {
  const field = fieldOf(entry, name);
  return field && read(field.from);
}

const asIs = (from: string | null) => from;
const asFlag = (from: string | null) => from === 'true';

async function ofGroup(client: ApolloClient, entry: Entry): Promise<Plan | undefined> {
  const { id, data } = await read(client, GroupNowDocument, entry);
  const group = data?.group;
  if (!group) return undefined;
  const added = fieldOf(entry, 'websitesAdded')?.to;
  const removed = fieldOf(entry, 'websitesRemoved')?.from;
  const plain = stepsOf(entry, {
    name: group.name,
    externalId: group.externalId,
    billingEnabled: String(group.billingEnabled),
  });
  return {
    isChangedSince: plain.isChangedSince,
    steps: [
      ...plain.steps,
      ...(added ? [{ field: 'websitesRemoved', after: added }] : []),
      ...(removed ? [{ field: 'websitesAdded', after: removed }] : []),
    ],
    run: sender(client, RevertGroupDocument, {
      id,
      expectedRevision: group.revision,
      name: before(entry, 'name', asIs),
      externalId: before(entry, 'externalId', asIs),
      billingEnabled: before(entry, 'billingEnabled', asFlag),
      removeWebsiteIds: added ? listOf(added).map(String) : undefined,
      addWebsiteIds: removed ? listOf(removed).map(String) : undefined,
    }),
  };
}

async function ofWebsite(client: ApolloClient, entry: Entry): Promise<Plan | undefined> {
  const { id, data } = await read(client, WebsiteNowDocument, entry);
  const website = data?.website;
  if (!website) return undefined;
  const guarded = { id, expectedRevision: website.revision };
  if (entry.kind === 'UPDATED')
    return {
      ...stepsOf(entry, { name: website.name, externalId: website.externalId }),
      run: sender(client, RevertWebsiteDocument, {
        ...guarded,
        name: before(entry, 'name', asIs),
        externalId: before(entry, 'externalId', asIs),
      }),
    };
  const isDeleted = website.deletedAt !== null;
  const wasDeletion = entry.kind === 'DELETED';
  return {
    steps: [{ field: 'deleted', now: String(isDeleted), after: String(!wasDeletion) }],
    isChangedSince: isDeleted !== wasDeletion,
    run: wasDeletion
      ? sender(client, RevertWebsiteDeletionDocument, guarded)
      : sender(client, RevertWebsiteRestoreDocument, guarded),
  };
}

/** What to send so that the labels of an entry are as they were. */
function labelsBefore(entry: Entry, list: 'names' | 'descriptions') {
  const changed = entry.fields
    .filter(({ field }) => field.startsWith(`${list}.`))
    .map(({ field, from }) => ({ language: { id: Number(field.split('.')[1]) }, labelText: from }));
  const set = changed.flatMap(({ language, labelText }) => (labelText === null ? [] : [{ language, labelText }]));
  const removed = changed.filter(({ labelText }) => labelText === null).map(({ language }) => language);
  return { set: set.length > 0 ? set : undefined, removed: removed.length > 0 ? removed : undefined };
}

async function ofAccountGroup(client: ApolloClient, entry: Entry): Promise<Plan | undefined> {
  const { id, data } = await read(client, AccountGroupNowDocument, entry);
  const group = data?.accountGroup;
  if (!group) return undefined;
  const now: Record<string, string | null> = {
    displayOrder: String(group.displayOrder),
    customerCareAccess: String(group.attributes.customerCareAccess),
  };
  for (const { field } of entry.fields) {
    const [list, language] = field.split('.');
    const labels = list === 'names' ? group.names : group.descriptions;
    if (language) now[field] = labels.find((label) => String(label.language.id) === language)?.labelText ?? null;
  }
  const [names, descriptions] = [labelsBefore(entry, 'names'), labelsBefore(entry, 'descriptions')];
  const hasAttributes = fieldOf(entry, 'customerCareAccess') !== undefined;
  return {
    ...stepsOf(entry, now),
    run: sender(client, RevertAccountGroupDocument, {
      id,
      expectedRevision: group.revision,
      names: names.set,
      removeNames: names.removed,
      descriptions: descriptions.set,
      removeDescriptions: descriptions.removed,
      displayOrder: before(entry, 'displayOrder', Number),
      attributes: hasAttributes ? { customerCareAccess: before(entry, 'customerCareAccess', asFlag) } : undefined,
    }),
  };
}

/** Staff accounts have no revision, so what was changed again since is left alone. */
async function ofStaffAccount(client: ApolloClient, entry: Entry): Promise<Plan | undefined> {
  const { id, data } = await read(client, StaffAccountNowDocument, entry);
  const account = data?.staffAccount;
  if (!account) return undefined;
  const { login, displayName, staffGroup } = account;
  const accountGroupId = fieldOf(entry, 'accountGroupId')?.from;
  return {
    ...stepsOf(entry, { login, displayName, accountGroupId: staffGroup.id }),
    run: accountGroupId
      ? sender(client, RevertStaffMoveDocument, { accountGroupId, accountIds: [id] })
      : sender(client, RevertStaffAccountDocument, {
          id,
          login: before(entry, 'login', asIs),
          displayName: before(entry, 'displayName', asIs),
        }),
  };
}

async function read<Data>(
  client: ApolloClient,
  query: TypedDocumentNode<Data, { id: string }>,
  { resourceId: id }: Entry,
) {
  const { data } = await client.query<Data, OperationVariables>({
    query,
    variables: { id },
    fetchPolicy: 'network-only',
  });
  return { id, data };
}

const plans: Partial<Record<Entry['resourceType'], (client: ApolloClient, entry: Entry) => Promise<Plan | undefined>>> =
  { GROUP: ofGroup, WEBSITE: ofWebsite, ACCOUNT_GROUP: ofAccountGroup, STAFF_ACCOUNT: ofStaffAccount };

/** What would take a change back, from the resource as it is; undefined if the resource is gone. */
export const planRevert = async (client: ApolloClient, entry: Entry): Promise<Plan | undefined> =>
  plans[entry.resourceType]?.(client, entry);
