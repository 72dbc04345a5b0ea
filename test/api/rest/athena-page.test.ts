import { randomUUID } from 'node:crypto';
import { TestOrganization } from '../../support/organization.ts';
import { rest } from '../../support/rest.ts';
import { updateGroup } from '../groups/update-group/operation.ts';

/**
 * Each statement of the page of `PATCH /api/v1/groups/{group_id}`, on two organizations that are alike: one is changed
 * through the REST API, the other through GraphQL.
 */
interface Pair {
  viaRest: Copy;
  viaGraphql: Copy;
}

interface Copy {
  organization: TestOrganization;
  websites: string[];
  group: string;
  other: string;
}

async function copy(options: Parameters<typeof TestOrganization.create>[0]): Promise<Copy> {
  const organization = await TestOrganization.create(options);
  const websites = await organization.addWebsites(4);
  const group = await organization.addGroup({ name: 'First', websiteIds: websites.slice(0, 2) });
  const other = await organization.addGroup({ name: 'Other', externalId: 'taken' });
  return { organization, websites, group, other };
}

async function pair(options: Parameters<typeof TestOrganization.create>[0] = {}): Promise<Pair> {
  return { viaRest: await copy(options), viaGraphql: await copy(options) };
}

/** What is stored of an organization, with ids by their roles and without times. */
async function stateOf({ organization, websites, group, other }: Copy): Promise<unknown> {
  const names = new Map([
    ...websites.map((id, index) => [id, `website ${index}`] as const),
    [group, 'group'],
    [other, 'other'],
  ]);
  const groups = await organization.query(
    `SELECT id, name, billing_enabled, external_id, revision, ARRAY(
       SELECT website_id::text FROM group_websites m WHERE m.organization_id = g.organization_id AND m.group_id = g.id
     ) AS websites FROM groups g WHERE organization_id = $1 ORDER BY name, id`,
    [organization.id],
  );
  const history = await organization.query(
    'SELECT kind, details FROM organization_changes WHERE organization_id = $1 ORDER BY changed_at, id',
    [organization.id],
  );
  const state = { groups, history, entities: Object.keys(await organization.entities()).sort() };
  return JSON.parse(
    JSON.stringify(state).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? 'unknown'),
    (name, value) => (name === 'websites' ? value.sort() : value),
  );
}

interface Change {
  name?: string;
  add?: (copy: Copy) => string[];
  remove?: (copy: Copy) => string[];
  externalId?: string | null;
  billingEnabled?: boolean;
}

const toInput = (of: Copy, { name, add, remove, externalId, billingEnabled }: Change) => ({
  id: of.group,
  ...(name !== undefined && { name }),
  ...(add && { addWebsiteIds: add(of) }),
  ...(remove && { removeWebsiteIds: remove(of) }),
  ...(externalId !== undefined && { externalId }),
  ...(billingEnabled !== undefined && { billingEnabled }),
});

function toBody(of: Copy, change: Change): object {
  const { id: _, addWebsiteIds, removeWebsiteIds, externalId, billingEnabled, ...others } = toInput(of, change);
  return {
    ...others,
    ...(addWebsiteIds && { add_website_ids: addWebsiteIds }),
    ...(removeWebsiteIds && { remove_website_ids: removeWebsiteIds }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(billingEnabled !== undefined && { billing_enabled: billingEnabled }),
  };
}

/** Makes the same change both ways; the status and the member of the result union that it came to. */
async function change({ viaRest, viaGraphql }: Pair, what: Change) {
  const answer = await rest(viaRest.organization.key, `PATCH /api/v1/groups/${viaRest.group}`, toBody(viaRest, what));
  const result = await updateGroup(viaGraphql.organization.key, toInput(viaGraphql, what));
  expect(await stateOf(viaRest)).toEqual(await stateOf(viaGraphql));
  return { status: answer.status, body: answer.body, result: result.__typename };
}

const success = { status: 200, result: 'UpdateGroupSuccess' };

test('"Updates a group’s name, adds websites, removes websites, and sets the external_id mapping", at once', async () => {
  const both = await pair();
  const what: Change = {
    name: 'Renamed Group',
    add: ({ websites }) => [websites[2] as string],
    remove: ({ websites }) => [websites[0] as string],
    externalId: 'acct_9e4c1b8d',
  };
  expect(await change(both, what)).toMatchObject({
    ...success,
    body: { group: { id: both.viaRest.group, name: 'Renamed Group', externalId: 'acct_9e4c1b8d' } },
  });
  const { body } = await change(both, { name: 'Again' });
  const [, second, third] = both.viaRest.websites;
  expect(body.group.websites.map(({ id }: { id: string }) => id).sort()).toEqual([second, third].sort());
});

test('"At least one field must be provided"', async () => {
  expect(await change(await pair(), {})).toMatchObject({ status: 400, result: 'InvalidResourceInput' });
});

test('"Requires a global API key"', async () => {
  const both = await pair();
  for (const { organization, websites } of Object.values(both))
    organization.key = await organization.createKey({ websiteIds: [websites[0] as string] });
  const { viaRest, viaGraphql } = both;
  const before = await stateOf(viaRest);
  const answer = await rest(viaRest.organization.key, `PATCH /api/v1/groups/${viaRest.group}`, { name: 'New' });
  expect([answer.status, answer.body.error.code]).toEqual([403, 'FORBIDDEN']);
  const { errors } = await updateGroup.attempt(viaGraphql.organization.key, { id: viaGraphql.group, name: 'New' });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(await stateOf(viaRest)).toEqual(before);
  expect(await stateOf(viaGraphql)).toEqual(before);
});

test('"Pass external_id as a non-empty string to set or replace the mapping, or as null to clear it"', async () => {
  const both = await pair();
  for (const externalId of ['first', 'second', null])
    expect(await change(both, { externalId })).toMatchObject({ ...success, body: { group: { externalId } } });
  expect(await change(both, { externalId: '' })).toMatchObject({ status: 400, result: 'InvalidResourceInput' });
});

test('"Must belong to your organization"', async () => {
  const stranger = await TestOrganization.create();
  const [foreign] = await stranger.addWebsites(1);
  for (const id of [foreign as string, randomUUID(), 'no id'])
    expect(await change(await pair(), { name: 'New', add: () => [id] })).toMatchObject({
      status: 400,
      result: 'InvalidResourceInput',
      body: { error: { issues: [{ path: ['add_website_ids', '0'] }] } },
    });
});

test('"Websites already in the group are silently ignored"', async () => {
  expect(await change(await pair(), { add: ({ websites }) => websites.slice(0, 3) })).toMatchObject(success);
});

test('"IDs not currently in the group are silently ignored"', async () => {
  const remove = ({ websites }: Copy) => [websites[0] as string, websites[3] as string, randomUUID()];
  expect(await change(await pair(), { remove })).toMatchObject(success);
});

test('"Sending this field as a direct customer returns 403 Forbidden", whatever else is sent', async () => {
  const both = await pair({ partner: false });
  for (const externalId of ['mine', null])
    expect(await change(both, { name: 'New', externalId })).toMatchObject({
      status: 403,
      result: 'PartnerOnlyField',
      body: { error: { code: 'PARTNER_ONLY_FIELD' } },
    });
  const body = { external_id: 5, name: null, nonsense: true };
  const { status } = await rest(both.viaRest.organization.key, `PATCH /api/v1/groups/${both.viaRest.group}`, body);
  expect(status).toBe(403);
});

test('"Setting a value already used by another group returns 409 with the existing resource in the payload"', async () => {
  const both = await pair();
  const { status, result, body } = await change(both, { name: 'New', externalId: 'taken' });
  expect([status, result]).toEqual([409, 'GroupExternalIdTaken']);
  const { body: list } = await rest(both.viaRest.organization.key, 'GET /api/v1/groups?external_id=taken');
  expect(body.existing_resource).toEqual(list.groups[0]);
  expect(body.existing_resource.id).toBe(both.viaRest.other);
});

test('"Must be unique per resource type": a website may have the same', async () => {
  const both = await pair();
  for (const { organization } of Object.values(both)) await organization.addWebsite({ externalId: 'shared' });
  expect(await change(both, { externalId: 'shared' })).toMatchObject(success);
});

test('"Set to true to enable billing", which is "idempotent", also for an entity that was never created', async () => {
  const both = await pair();
  expect(await change(both, { billingEnabled: true })).toMatchObject({
    ...success,
    body: { group: { billingEnabled: true } },
  });
  for (const { organization, group } of Object.values(both)) {
    expect(Object.keys(await organization.entities())).toEqual([group]);
    await organization.query('DELETE FROM sandbox_billing_entities WHERE organization_id = $1', [organization.id]);
  }
  expect(await change(both, { billingEnabled: true })).toMatchObject(success);
  expect(Object.keys(await both.viaRest.organization.entities())).toEqual([both.viaRest.group]);
});

test('"Set to false to disable the flag without destroying existing billing state"', async () => {
  const both = await pair();
  await change(both, { billingEnabled: true });
  for (const { organization } of Object.values(both))
    await organization.query('UPDATE sandbox_billing_entities SET monthly = 7 WHERE organization_id = $1', [
      organization.id,
    ]);
  expect(await change(both, { billingEnabled: false })).toMatchObject({
    ...success,
    body: { group: { billingEnabled: false } },
  });
  const { viaRest } = both;
  expect(await viaRest.organization.entities()).toEqual({ [viaRest.group]: { monthly: 7, oneOff: 0 } });
});

test('"Returns 502 if the upstream billing provider fails: the database is not modified, so the request can be retried"', async () => {
  const both = await pair({ billingOutage: true });
  const before = await stateOf(both.viaRest);
  const what: Change = { name: 'New', billingEnabled: true, add: ({ websites }) => websites };
  expect(await change(both, what)).toMatchObject({ status: 502, result: 'BillingProviderFailed' });
  expect(await stateOf(both.viaRest)).toEqual(before);
  for (const { organization } of Object.values(both)) await organization.setBillingOutage(false);
  expect(await change(both, what)).toMatchObject(success);
});

test('"Partner responses include an externalId field (string or null); direct-customer responses omit the field entirely"', async () => {
  const partner = await change(await pair(), { name: 'Renamed Group' });
  expect(partner.body.group).toHaveProperty('externalId', null);
  const both = await pair({ partner: false });
  const direct = await change(both, { name: 'Renamed Group' });
  expect(direct).toMatchObject(success);
  expect(JSON.stringify(direct.body)).not.toContain('xternal');
  for (const path of ['groups', `credits/group?group_id=${both.viaRest.group}`])
    expect((await rest(both.viaRest.organization.key, `GET /api/v1/${path}`)).text).not.toContain('xternal');
});
