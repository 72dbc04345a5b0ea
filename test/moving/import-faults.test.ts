import { Athena } from '../stand-ins/athena.ts';
import { Oracle } from '../stand-ins/oracle.ts';
import type { Fault } from '../stand-ins/stand-in.ts';
import { TestOrganization } from '../support/organization.ts';
import { accountGroupsOf, groupsOf, importAthena, importOracle, reportOf } from './support.ts';

// Each command is a process of its own, which a busy machine is slow to start.
import.meta.jest.setTimeout(120_000);

let athena: Athena;
let oracle: Oracle;
let organization: TestOrganization;
beforeEach(async () => {
  [athena, oracle] = [await new Athena().start(), await new Oracle().start()];
  organization = await TestOrganization.create();
  athena.addGroup('G', [athena.addWebsite('a.example')]);
  oracle.addGroup('100133', 'Sales', { descriptions: { 3: 'Text' } });
  oracle.addAccount('200001', 'ada', '100133');
});
afterEach(async () => {
  await athena.stop();
  await oracle.stop();
});

const faults: [what: string, faults: Fault[], waits: RegExp][] = [
  ['429 with the time of the reset', [{ status: 429, resetAfter: 1 }], /it answered 429. Waiting 1.0 s/],
  ['429 that asks for no pause', [{ status: 429, resetAfter: 0, times: 3 }], /it answered 429. Waiting (0.5|1.0) s/],
  ['502 several times in a row', [{ status: 502, times: 3 }], /it answered 502/],
  [
    'an answer that is cut in its middle',
    [{ cutAfter: 40 }, { cutAfter: 1 }],
    /its answer was cut|the connection failed/,
  ],
];

test.each(faults)('after %s an import of groups goes on', async (_what, given, waits) => {
  athena.faults.push(...given.map((fault) => ({ ...fault })));
  const run = await importAthena(athena, organization, ['--json']);
  expect(reportOf(run)).toMatchObject({ code: 0, complete: true, counts: { groups: { created: 1 } } });
  expect(run.stderr).toMatch(waits);
  expect(await groupsOf(organization)).toMatchObject([{ name: 'G', urls: ['a.example'] }]);
});

test.each(faults)(
  'after %s an import of account groups goes on, whichever request it hits',
  async (_what, given, waits) => {
    for (const hit of [/accountGroups\?/, /\/names/, /\/descriptions/, /accounts\?/])
      oracle.faults.push(...given.map((fault) => ({ ...fault, of: hit })));
    const run = await importOracle(oracle, organization, ['--json']);
    expect(reportOf(run)).toMatchObject({
      code: 0,
      counts: { accountGroups: { created: 1 }, accounts: { created: 1 } },
    });
    expect(run.stderr).toMatch(waits);
    expect(await accountGroupsOf(organization)).toMatchObject([{ labels: ['NAME 1 Sales', 'DESCRIPTION 3 Text'] }]);
  },
);

test('a rate limit is not run into again and again: requests wait until it is reset', async () => {
  athena.limit = { requests: 3, windowMs: 1500 };
  for (let n = 0; n < 6; n++) athena.credits.set(athena.addGroup(`G${n}`, []), { monthly: 0, oneOff: 0 });
  const run = await importAthena(athena, organization, ['--credits', '--json']);
  expect(reportOf(run)).toMatchObject({ counts: { credits: { read: 6 } } });
  const refused = athena.seen.length - 8; // a list, and the credits of seven groups
  // As many as are on their way at a time can be refused in a window.
  expect(refused).toBeLessThanOrEqual(3 * 3);
});

test('wrong credentials end it at once, with one line that has no secret', async () => {
  const wrong = await importAthena(athena, organization, ['--key', 'gg_wrong_secret']);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('answered 401 to GET /api/v1/groups: it refuses the credentials');
  expect(wrong.stderr + wrong.stdout).not.toContain('gg_wrong_secret');
  expect(athena.seen).toHaveLength(1);
  expect(await groupsOf(organization)).toEqual([]);
});

test('an old system that goes on failing ends it with what failed, whatever it says about coming again', async () => {
  athena.faults.push({ status: 503, resetAfter: 0, times: 100, of: /groups/ });
  const { code, stderr, stdout } = await importAthena(athena, organization);
  expect(code).toBe(1);
  expect(stderr).toContain('failed 8 times at GET /api/v1/groups: it answered 503');
  expect(stdout).toContain('Run the same command again');
});

test('account groups that come and go while one reads are neither missed nor brought twice', async () => {
  oracle.maxLimit = 3;
  for (let n = 0; n < 10; n++) oracle.addGroup(String(1000 + n * 10), `Group ${n}`);
  let lists = 0;
  oracle.beforeAnswer = (request) => {
    if (!/accountGroups\?/.test(request)) return;
    lists++;
    // What was read already goes away, and what was passed over comes: with offsets, entries would shift.
    if (lists === 2) oracle.groups.delete('1000');
    if (lists === 3) oracle.addGroup('1001', 'Late', { displayOrder: 500 });
  };
  expect(reportOf(await importOracle(oracle, organization, ['--json']))).toMatchObject({ code: 0 });
  const names = (await accountGroupsOf(organization)).map(({ lookup_name }) => lookup_name);
  expect(names).toEqual(expect.arrayContaining([...Array.from({ length: 9 }, (_, n) => `Group ${n + 1}`), 'Sales']));
  expect(new Set(names).size).toBe(names.length);
});
