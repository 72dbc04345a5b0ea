import fc from 'fast-check';
import { TestOrganization } from '../../support/organization.ts';
import { connect, rest } from '../../support/rest.ts';
import { mutations } from '../account-groups/operations.ts';
import { updateGroup } from '../groups/update-group/operation.ts';

/** Two organizations that are alike get the same random changes, one through REST and the other through either way. */
interface Copy {
  organization: TestOrganization;
  websites: string[];
  groups: string[];
  accountGroups: string[];
}

async function copy(): Promise<Copy> {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(4);
  const groups = await organization.addGroups(2, (n) => ({ name: `Group ${n}`, websiteIds: websites.slice(0, 2) }));
  const accountGroups = [];
  for (const name of ['A', 'B', 'C'])
    accountGroups.push(
      await organization.addAccountGroup({ names: { 1: name }, descriptions: { 1: `About ${name}` } }),
    );
  return { organization, websites, groups, accountGroups };
}

async function stateOf({ organization, websites, groups, accountGroups }: Copy): Promise<unknown> {
  const states = [
    await organization.query(
      `SELECT id::text, name, billing_enabled, external_id, revision, ARRAY(
         SELECT website_id::text FROM group_websites m
         WHERE m.organization_id = g.organization_id AND m.group_id = g.id) AS members
       FROM groups g WHERE organization_id = $1`,
      [organization.id],
    ),
    await organization.query(
      `SELECT id::text, display_order, lookup_name, customer_care_access, revision, ARRAY(
         SELECT kind || ' ' || language_id || ' ' || label_text FROM account_group_labels l
         WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id) AS members
       FROM account_groups a WHERE organization_id = $1`,
      [organization.id],
    ),
    await organization.query(
      'SELECT resource_type, resource_id AS id, kind, details FROM organization_changes WHERE organization_id = $1',
      [organization.id],
    ),
    Object.keys(await organization.entities()),
  ];
  let text = JSON.stringify(states);
  for (const [role, ids] of Object.entries({ website: websites, group: groups, account: accountGroups }))
    for (const [index, id] of ids.entries()) text = text.replaceAll(id, `${role} ${index}`);
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
  return JSON.parse(text, (name, value) => (name === 'members' ? value.sort() : value)).map(sorted);
}

const text = fc.oneof(
  fc.constantFrom('New', ' trimmed ', '', '\u200b', 'Ä', 'A\u0308', 'x'.repeat(81), 'x'.repeat(256), 'a\nb', '\ud800'),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
const ids = fc.array(fc.nat({ max: 4 }), { maxLength: 3 });
const groupChange = fc.record(
  {
    name: text,
    add: ids,
    remove: ids,
    externalId: fc.option(fc.constantFrom('one', 'two', '', 'x'.repeat(256))),
    billingEnabled: fc.boolean(),
  },
  { requiredKeys: [] },
);
const language = fc.constantFrom<{ id?: number; lookupName?: string }>(
  { id: 1 },
  { id: 3 },
  { id: 77 },
  { lookupName: 'de_DE' },
  { lookupName: 'English' },
  { lookupName: 'none' },
);
const labels = fc.array(fc.record({ labelText: text, language }), { maxLength: 3 });
const accountGroupChange = fc.record(
  {
    names: labels,
    descriptions: labels,
    displayOrder: fc.constantFrom(-1, 0, 1, 2, 3, 4, 2_147_483_646, 2_147_483_647),
    attributes: fc.record({ customerCareAccess: fc.boolean() }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const step = fc.oneof(
  fc.record({ group: fc.nat({ max: 1 }), change: groupChange, viaRest: fc.boolean() }),
  fc.record({ accountGroup: fc.nat({ max: 2 }), change: accountGroupChange, viaRest: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const status: Record<string, number> = {
  UpdateGroupSuccess: 200,
  UpdateAccountGroupSuccess: 200,
  InvalidResourceInput: 400,
  UnknownLabelLanguage: 400,
  AmbiguousLabelLanguage: 400,
  GroupExternalIdTaken: 409,
};

const websiteIds = (of: Copy, positions: number[]) => positions.map((n) => of.websites[n] ?? 'no id');

/** Makes a change; the status that stands for its outcome. */
async function make(of: Copy, taken: Step, viaRest: boolean): Promise<number | undefined> {
  const { key } = of.organization;
  if ('accountGroup' in taken) {
    const id = of.accountGroups[taken.accountGroup] as string;
    if (viaRest) return (await rest(key, `PATCH ${connect}/accountGroups/${id}`, taken.change)).status;
    return status[(await mutations.updateAccountGroup(key, { id, ...taken.change })).__typename];
  }
  const { add, remove, externalId, billingEnabled, name } = taken.change;
  const id = of.groups[taken.group] as string;
  if (viaRest) {
    const body = {
      ...(name !== undefined && { name }),
      ...(add && { add_website_ids: websiteIds(of, add) }),
      ...(remove && { remove_website_ids: websiteIds(of, remove) }),
      ...(externalId !== undefined && { external_id: externalId }),
      ...(billingEnabled !== undefined && { billing_enabled: billingEnabled }),
    };
    return (await rest(key, `PATCH /api/v1/groups/${id}`, body)).status;
  }
  const input = {
    id,
    ...(name !== undefined && { name }),
    ...(add && { addWebsiteIds: websiteIds(of, add) }),
    ...(remove && { removeWebsiteIds: websiteIds(of, remove) }),
    ...(externalId !== undefined && { externalId }),
    ...(billingEnabled !== undefined && { billingEnabled }),
  };
  return status[(await updateGroup(key, input)).__typename];
}

test('random changes through either way come to the same outcomes and the same end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      const [first, second] = [await copy(), await copy()];
      for (const taken of steps)
        expect(await make(first, taken, taken.viaRest)).toBe(await make(second, taken, !taken.viaRest));
      expect(await stateOf(first)).toEqual(await stateOf(second));
    }),
    { numRuns: Number(process.env.REST_SEQUENCES ?? 20) },
  );
}, 120_000);
