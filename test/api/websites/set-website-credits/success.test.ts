import { expectMember } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { creditFields } from '../../groups/fields.ts';
import { setWebsiteCredits } from './operation.ts';

let organization: TestOrganization;
let websiteId: string;
beforeEach(async () => {
  organization = await TestOrganization.create();
  websiteId = await organization.addWebsite({ name: 'Site' });
});

const document = 'query ($id: ID!) { website(id: $id) { credits { total monthly { balance } oneOff { balance } } } }';
const creditsOf = async (key = organization.key) => (await data(key, document, { id: websiteId })).website.credits;

test('a website has no credits until they are set, then these, and a bucket left out stays', async () => {
  expect(await creditsOf()).toBeNull();
  for (const [balances, monthly, oneOff] of [
    [{ monthly: 300 }, 300, 0],
    [{ oneOff: 20 }, 300, 20],
    [{ monthly: 0, oneOff: 5 }, 0, 5],
  ] as const) {
    const { website } = expectMember(
      await setWebsiteCredits(organization.key, { websiteId, ...balances }),
      'SetWebsiteCreditsSuccess',
    );
    expect(website).toMatchObject({ id: websiteId, revision: 1, credits: { total: monthly + oneOff } });
    expect(await creditsOf()).toEqual({
      total: monthly + oneOff,
      monthly: { balance: monthly },
      oneOff: { balance: oneOff },
    });
  }
});

test('credits of groups, websites and the organization are apart', async () => {
  const groupId = await organization.addGroup({ websiteIds: [websiteId] });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 7, 0)', [organization.id, groupId]);
  await setWebsiteCredits(organization.key, { websiteId, monthly: 5 });
  const answer = await data(
    organization.key,
    `{ viewer { organization { ${creditFields} } } groups { nodes { ${creditFields} websites { nodes { ${creditFields} } } } } }`,
  );
  expect(answer).toMatchObject({
    viewer: { organization: { credits: null } },
    groups: { nodes: [{ credits: { total: 7 }, websites: { nodes: [{ credits: { total: 5 } }] } }] },
  });
});

test('each change is in the history, from what to what, and a repeat is not', async () => {
  await setWebsiteCredits(organization.key, { websiteId, monthly: 300 });
  await setWebsiteCredits(organization.key, { websiteId, monthly: 300 });
  const { website } = await setWebsiteCredits(organization.key, { websiteId, monthly: 40, oneOff: 2 });
  const entries = [
    { monthlyCredits: { from: 300, to: 40 }, oneOffCredits: { from: 0, to: 2 } },
    { monthlyCredits: { from: null, to: 300 }, oneOffCredits: null },
  ];
  expect(website.changes.nodes).toEqual(entries.map((entry) => ({ kind: 'UPDATED', revision: 1, ...entry })));
  const { organizationChanges } = await data(
    organization.key,
    '{ organizationChanges(filter: { resourceTypes: [WEBSITE] }) { nodes { resourceId fields { field from to } } } }',
  );
  expect(organizationChanges.nodes).toEqual([
    {
      resourceId: websiteId,
      fields: [
        { field: 'monthlyCredits', from: '300', to: '40' },
        { field: 'oneOffCredits', from: '0', to: '2' },
      ],
    },
    { resourceId: websiteId, fields: [{ field: 'monthlyCredits', from: null, to: '300' }] },
  ]);
});

test('a key that is confined to the website sees neither its credits nor that they were set', async () => {
  await setWebsiteCredits(organization.key, { websiteId, monthly: 300 });
  const key = await organization.createKey({ websiteIds: [websiteId] });
  const { data: seen, errors } = await send(
    key,
    '{ websites { nodes { name credits { total } changes { totalCount nodes { id } } } } organizationChanges { totalCount } }',
  );
  expect(seen).toEqual({
    websites: { nodes: [{ name: 'Site', credits: null, changes: { totalCount: 0, nodes: [] } }] },
    organizationChanges: { totalCount: 0 },
  });
  expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual([['credits', 'FORBIDDEN']]);
});

test('a deleted website keeps its credits', async () => {
  await setWebsiteCredits(organization.key, { websiteId, monthly: 300 });
  const change = (name: string) =>
    data(organization.key, `mutation ($id: ID!) { ${name}(input: { id: $id }) { __typename } }`, { id: websiteId });
  await change('deleteWebsite');
  expect(await creditsOf()).toMatchObject({ total: 300 });
  await change('restoreWebsite');
  expect(await creditsOf()).toMatchObject({ total: 300 });
});

test('a dry run answers with the balances that would be, and leaves those that are', async () => {
  const tried = async (input: object) => {
    const answer = await data(
      organization.key,
      `mutation ($input: SetWebsiteCreditsInput!) { setWebsiteCredits(input: $input, dryRun: true) {
        ... on SetWebsiteCreditsSuccess { website { ${creditFields} changes(first: 1) { nodes { monthlyCredits { from to } } } } }
      } }`,
      { input: { websiteId, ...input } },
    );
    return answer.setWebsiteCredits.website;
  };
  expect(await tried({ monthly: 5 })).toEqual({
    credits: { total: 5, monthly: { balance: 5, nextResetAt: expect.any(String) }, oneOff: { balance: 0 } },
    changes: { nodes: [{ monthlyCredits: { from: null, to: 5 } }] },
  });
  expect(await creditsOf()).toBeNull();
  await setWebsiteCredits(organization.key, { websiteId, monthly: 5, oneOff: 3 });
  expect(await tried({ monthly: 0 })).toEqual({
    credits: { total: 3, monthly: { balance: 0, nextResetAt: null }, oneOff: { balance: 3 } },
    changes: { nodes: [{ monthlyCredits: { from: 5, to: 0 } }] },
  });
  expect(await creditsOf()).toMatchObject({ total: 8 });
});
