import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { creditFields } from '../fields.ts';

const list = `{ groups { nodes { name billingEnabled ${creditFields} } } }`;

async function addGroups(organization: TestOrganization): Promise<void> {
  const billed = await organization.addGroup({ name: 'Billed', billingEnabled: true });
  const earlier = await organization.addGroup({ name: 'Earlier' });
  await organization.addGroup({ name: 'Never' });
  for (const [id, monthly, oneOff] of [
    [billed, 300, 200],
    [earlier, 0, 5],
  ] as const)
    await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, $3, $4)', [
      organization.id,
      id,
      monthly,
      oneOff,
    ]);
}

test.each([true, false])(
  'credits are what the provider holds; null without an entity (partner: %p)',
  async (partner) => {
    const organization = await TestOrganization.create({ partner });
    await addGroups(organization);
    const { groups } = await data(organization.key, list);
    expect(groups.nodes).toEqual([
      {
        name: 'Billed',
        billingEnabled: true,
        credits: { total: 500, monthly: { balance: 300, nextResetAt: expect.any(String) }, oneOff: { balance: 200 } },
      },
      {
        name: 'Earlier',
        billingEnabled: false,
        credits: { total: 5, monthly: { balance: 0, nextResetAt: null }, oneOff: { balance: 5 } },
      },
      { name: 'Never', billingEnabled: false, credits: null },
    ]);
  },
);

test('while the provider fails credits are null with an error at their path, and the rest arrives', async () => {
  const organization = await TestOrganization.create({ billingOutage: true });
  await addGroups(organization);
  const answer = await send(organization.key, list);
  expect(answer.status).toBe(200);
  expect(answer.data.groups.nodes).toEqual(
    ['Billed', 'Earlier', 'Never'].map((name) => ({ name, billingEnabled: name === 'Billed', credits: null })),
  );
  expect(answer.errors?.map(({ path, extensions }) => ({ path, code: extensions.code }))).toEqual(
    [0, 1, 2].map((index) => ({ path: ['groups', 'nodes', index, 'credits'], code: 'BILLING_PROVIDER_FAILED' })),
  );
});

test.each([true, false])(
  'with a key that is confined to websites credits are null with FORBIDDEN at their path, and the rest arrives (partner: %p)',
  async (partner) => {
    const organization = await TestOrganization.create({ partner });
    const [website = ''] = await organization.addWebsites(1);
    for (const name of ['One', 'Two']) {
      const id = await organization.addGroup({ name, billingEnabled: true, websiteIds: [website] });
      await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 300, 200)', [organization.id, id]);
    }
    const key = await organization.createKey({ websiteIds: [website] });
    for (let time = 1; time <= 4; time++) {
      const answer = await send(key, list);
      expect(answer.status).toBe(200);
      expect(answer.data.groups.nodes).toEqual(
        ['One', 'Two'].map((name) => ({ name, billingEnabled: true, credits: null })),
      );
      expect(answer.errors?.map(({ path, extensions }) => ({ path, code: extensions.code }))).toEqual(
        [0, 1].map((index) => ({ path: ['groups', 'nodes', index, 'credits'], code: 'FORBIDDEN' })),
      );
    }
    const nested = await send(key, `{ website(id: "${website}") { groups { nodes { name ${creditFields} } } } }`);
    expect(nested.data.website.groups.nodes).toEqual(['One', 'Two'].map((name) => ({ name, credits: null })));
    expect(nested.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  },
);

test('the provider is asked only where credits are selected', async () => {
  const organization = await TestOrganization.create({ billingOutage: true });
  await addGroups(organization);
  expect((await data(organization.key, '{ groups { nodes { name } } }')).groups.nodes).toHaveLength(3);
});
