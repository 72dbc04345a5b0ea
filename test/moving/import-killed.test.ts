import { Athena } from '../stand-ins/athena.ts';
import { Oracle } from '../stand-ins/oracle.ts';
import { TestOrganization } from '../support/organization.ts';
import { accountGroupsOf, endOf, importAthena, importOracle, reportOf } from './support.ts';

/** How often the command is killed before it may come to its end. */
const kills = Number(process.env.IMPORT_KILLS ?? 4);

/** Kills the command some time after it has begun to write. */
const killAfter = (ms: number) => {
  let isArmed = false;
  return (_chunk: string, child: { kill(signal: NodeJS.Signals): boolean }) => {
    if (isArmed) return;
    isArmed = true;
    setTimeout(() => child.kill('SIGKILL'), ms);
  };
};

test('an import of groups that is killed again and again comes to the end of one that is not', async () => {
  const athena = await new Athena().start();
  const websites = Array.from({ length: 1500 }, (_, n) => athena.addWebsite(`site-${n}.example`));
  for (let n = 0; n < 1500; n++)
    athena.addGroup(`Group ${n}`, [websites[n] as string, websites[(n * 7) % 1500] as string], {
      externalId: `acct_${n}`,
    });
  const [undisturbed, killed] = [await TestOrganization.create(), await TestOrganization.create()];
  const reference = reportOf(await importAthena(athena, undisturbed, ['--json']));
  expect(reference).toMatchObject({ code: 0, counts: { groups: { created: 1500 } } });

  let written = 0;
  for (let n = 0; n < kills; n++) {
    // The first answer is refused, so that the command says something before it begins to write.
    athena.faults.push({ status: 429, resetAfter: 0 });
    const { code } = await importAthena(athena, killed, [], killAfter(500 + Math.random() * 2500));
    const [row] = await killed.query('SELECT count(*)::int AS count FROM groups WHERE organization_id = $1', [
      killed.id,
    ]);
    expect(Number(row?.count)).toBeGreaterThanOrEqual(written);
    written = Number(row?.count);
    if (code === 0) break;
  }
  expect(reportOf(await importAthena(athena, killed, ['--json']))).toMatchObject({ code: 0, complete: true });
  expect(JSON.stringify(await endOf(killed))).toBe(JSON.stringify(await endOf(undisturbed)));
  await athena.stop();
}, 300_000);

test('an import of account groups that is killed again and again comes to the same end', async () => {
  const oracle = await new Oracle().start();
  for (let n = 1; n <= 60; n++)
    oracle.addGroup(String(1000 + n), `Group ${n}`, { displayOrder: 100 - n, descriptions: { 3: `Text ${n}` } });
  for (let n = 1; n <= 120; n++) oracle.addAccount(String(5000 + n), `login-${n}`, String(1001 + (n % 60)));
  const [undisturbed, killed] = [await TestOrganization.create(), await TestOrganization.create()];
  expect(reportOf(await importOracle(oracle, undisturbed, ['--json']))).toMatchObject({ code: 0 });
  for (let n = 0; n < kills; n++) {
    oracle.faults.push({ status: 429, resetAfter: 0 });
    const { code } = await importOracle(oracle, killed, [], killAfter(500 + Math.random() * 1500));
    if (code === 0) break;
  }
  expect(reportOf(await importOracle(oracle, killed, ['--json']))).toMatchObject({ code: 0, complete: true });
  expect(await accountGroupsOf(killed)).toEqual(await accountGroupsOf(undisturbed));
  const accountsOf = (organization: TestOrganization) =>
    organization.query(
      'SELECT id::text, login, display_name, account_group_id::text FROM staff_accounts WHERE organization_id = $1 ORDER BY id',
      [organization.id],
    );
  expect(await accountsOf(killed)).toEqual(await accountsOf(undisturbed));
  const [entries] = await killed.query(
    `SELECT count(*)::int AS count FROM account_group_changes WHERE organization_id = $1 AND kind = 'CREATED'`,
    [killed.id],
  );
  expect(entries?.count).toBe(60);
  await oracle.stop();
}, 300_000);

test('SIGTERM ends an import after its batch, and the report says how to go on', async () => {
  const athena = await new Athena().start();
  for (let n = 0; n < 10; n++) athena.addGroup(`Group ${n}`, []);
  athena.faults.push({ status: 429, resetAfter: 60 });
  const organization = await TestOrganization.create();
  const { code, stdout } = await importAthena(athena, organization, [], (_chunk, child) => child.kill('SIGTERM'));
  expect(code).toBe(1);
  expect(stdout).toContain('Stopped before the end. Run the same command again');
  await athena.stop();
});
