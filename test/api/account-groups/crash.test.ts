import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { roomForRaces, startService } from '../../support/service.ts';
import { label, mutate } from './operations.ts';

const groups = 20;
const generations = 5;

/** All parts of a state say which generation it is. Places within a generation push each other up, not out of it. */
const generation = (id: string, n: number) => ({
  id,
  names: [label(1, `en ${n}`), label(3, `de ${n}`)],
  descriptions: [label(1, `text ${n}`)],
  displayOrder: n * 1000,
  attributes: { customerCareAccess: n % 2 === 1 },
});

test('account groups that change while the service is killed are wholly as before a change or wholly as after it', async () => {
  const database = await createDatabase(serverUrl());
  const service = await startService({ DATABASE_URL: database.url, ...roomForRaces });
  try {
    const organization = await TestOrganization.create({ database: database.url });
    const ids: string[] = [];
    for (let index = 0; index < groups; index++)
      ids.push(
        await organization.addAccountGroup({
          names: { 1: 'en 0', 3: 'de 0' },
          descriptions: { 1: 'text 0' },
          displayOrder: index + 1,
        }),
      );
    let answered = 0;
    const updates = Array.from({ length: generations * groups }, async (_, index) => {
      const input = generation(ids[index % groups] as string, 1 + Math.floor(index / groups));
      const result = await mutate(organization, 'updateAccountGroup', input, service.url);
      if (++answered === 30) service.process.kill('SIGKILL');
      return result;
    });
    const outcomes = await Promise.allSettled(updates);
    const told = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    for (const { __typename } of told) expect(__typename).toBe('UpdateAccountGroupSuccess');
    expect(outcomes.length - told.length).toBeGreaterThan(20); // which the kill cut off

    // What the server had begun for the dead process comes to its end.
    const others = `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'group-gateway'`;
    await eventually('the end of all connections', async () => (await organization.query(others))[0]?.count === 0);

    const rows = await organization.query(
      `SELECT a.id::text, lookup_name, display_order, customer_care_access, revision,
         (SELECT jsonb_object_agg(kind || ' ' || language_id, label_text) FROM account_group_labels l
          WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id) AS labels
       FROM account_groups a WHERE organization_id = $1`,
      [organization.id],
    );
    const found = rows.map(({ id, revision: _, ...row }) => {
      const n = Math.floor((row.display_order as number) / 1000);
      expect(row).toEqual({
        lookup_name: `en ${n}`,
        display_order: expect.any(Number),
        customer_care_access: n % 2 === 1,
        labels: { 'NAME 1': `en ${n}`, 'NAME 3': `de ${n}`, 'DESCRIPTION 1': `text ${n}` },
      });
      return [id as string, n] as const;
    });
    expect(found).toHaveLength(groups);
    expect(new Set(rows.map((row) => row.display_order)).size).toBe(groups);
    expect(new Set(found.map(([, n]) => n)).size).toBeGreaterThan(1);
    // Whatever was told to a caller is there, or was followed by a later change.
    for (const { accountGroup } of told) {
      const row = rows.find(({ id }) => id === accountGroup.id);
      expect(row?.revision).toBeGreaterThanOrEqual(accountGroup.revision);
      if (row?.revision === accountGroup.revision) expect(row?.lookup_name).toBe(accountGroup.lookupName);
    }
  } finally {
    await service.kill();
    await database.drop();
  }
});
