import { getNamedType } from 'graphql';
import { accountGroupChanged, groupChanged, Stream, websiteChanged } from '../../api/subscriptions/stream.ts';
import { data } from '../../support/graphql.ts';
import { introspect } from '../../support/schema.ts';
import { createTenant, type Tenant } from './tenant.ts';

const followGroups = { document: groupChanged, subject: 'group' } as const;
const followWebsites = { document: websiteChanged, subject: 'website' } as const;
const followAccountGroups = { document: accountGroupChanged, subject: 'accountGroup' } as const;

/** Every argument of a subscription that takes an id or a position. */
const positions = {
  'groupChanged.ids': followGroups,
  'groupChanged.after': followGroups,
  'websiteChanged.ids': followWebsites,
  'websiteChanged.after': followWebsites,
  'accountGroupChanged.ids': followAccountGroups,
  'accountGroupChanged.after': followAccountGroups,
};

const changeAll = ({ organization, ids, marks }: Tenant) =>
  data(
    organization.key,
    `mutation ($group: ID!, $website: ID!, $accountGroup: ID!, $text: String!) {
      updateWebsite(input: { id: $website, name: $text }) { __typename }
      updateGroup(input: { id: $group, name: $text }) { __typename }
      updateAccountGroup(input: { id: $accountGroup, names: [{ language: { id: 1 }, labelText: $text }] }) { __typename }
    }`,
    { group: ids.group, website: ids.website, accountGroup: ids.accountGroup, text: `New name of ${marks.at(-1)}` },
  );

test('the walk knows every place of a subscription that takes an id', async () => {
  const schema = await introspect((await createTenant()).organization.key);
  const found = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap(({ name, args }) =>
    args.filter(({ type }) => /^(ID|String)$/.test(getNamedType(type).name)).map((arg) => `${name}.${arg.name}`),
  );
  expect(found.sort()).toEqual(Object.keys(positions).sort());
});

test.each(Object.entries(positions))(
  "%s with what is another organization's tells of the own organization alone",
  async (coordinate, { document, subject }) => {
    const [victim, attacker] = [await createTenant(), await createTenant()];
    const stream = await Stream.open(victim.organization.key, document);
    await changeAll(victim);
    await stream.next(1);
    stream.close();
    const value = coordinate.endsWith('.ids')
      ? { ids: [...Object.values(victim.ids), attacker.ids[subject]] }
      : { after: stream.lastEventId };
    const attack = await Stream.open(attacker.organization.key, document, value);
    await changeAll(victim);
    await changeAll(attacker);
    const [event] = await attack.next(1);
    expect(event?.[`${subject}Id`]).toBe(attacker.ids[subject]);
    const text = JSON.stringify(attack.events);
    expect(victim.marks.filter((mark) => text.includes(mark))).toEqual([]);
    attack.close();
  },
);
