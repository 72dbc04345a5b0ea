import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from './operation.ts';

let direct: TestOrganization;
let id: string;
beforeAll(async () => {
  direct = await TestOrganization.create({ partner: false });
  id = await direct.addGroup({ name: 'Before', externalId: 'from earlier' });
});

test.each([['text'], [''], [null], ['from earlier'], ['x'.repeat(256)]])(
  'a direct customer who sends externalId %p: PartnerOnlyField, nothing written',
  async (externalId) => {
    for (const beside of [
      {},
      { name: 'After' },
      { name: '' },
      { billingEnabled: true },
      { expectedRevision: 7 },
      { id: randomUUID() },
    ]) {
      const result = await unchanged(direct, () => updateGroup(direct.key, { id, externalId, ...beside }));
      expect(expectMember(result, 'PartnerOnlyField').field).toBe('externalId');
    }
  },
);

test('a direct customer changes everything else, and what is hidden stays', async () => {
  const result = await updateGroup(direct.key, { id, name: 'After', billingEnabled: true });
  expect(expectMember(result, 'UpdateGroupSuccess').group).toMatchObject({
    name: 'After',
    billingEnabled: true,
    externalId: null,
  });
  expect(await direct.query('SELECT external_id FROM groups WHERE id = $1', [id])).toEqual([
    { external_id: 'from earlier' },
  ]);
});
