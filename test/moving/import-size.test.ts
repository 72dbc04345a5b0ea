import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '../stand-ins/athena.ts';
import { TestOrganization } from '../support/organization.ts';
import { importAthena, reportOf } from './support.ts';

/** IMPORT_GROUPS=100000 is the size that the service promises; each has five websites. */
const groups = Number(process.env.IMPORT_GROUPS ?? 5000);
const minutes = 10;

const uuid = (kind: number, n: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

function* generated(orgId: string): Iterable<object> {
  for (let n = 0; n < groups; n++)
    yield {
      id: uuid(1, n),
      name: `Group ${n}`,
      orgId,
      billingEnabled: false,
      createdAt: '2025-03-01T08:30:00.000Z',
      externalId: `acct_${n}`,
      websites: Array.from({ length: 5 }, (_, w) => ({
        id: uuid(2, n * 5 + w),
        websiteUrl: `site-${n}-${w}.example`,
        websiteName: `Site ${n} ${w}`,
      })),
    };
}

/** The resident memory of a process, second by second and in MB, while something goes on. */
async function watchMemory(pidOf: () => number | undefined, until: Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await sleep(1000);
    // Nothing where it has ended, and on systems without /proc.
    const status = await readFile(`/proc/${pidOf()}/status`, 'utf8').catch(() => '');
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
    if (kilobytes) seen.push(Number(kilobytes) / 1024);
  }
  return seen;
}

test(`${groups} groups with five websites each come over in less than ${minutes} minutes, and in constant memory`, async () => {
  const athena = await new Athena().start();
  athena.generated = () => generated(athena.orgId);
  const organization = await TestOrganization.create();
  athena.faults.push({ status: 429, resetAfter: 0 }); // so that the command says something, and its process is known
  let pid: number | undefined;
  const start = performance.now();
  const running = importAthena(athena, organization, ['--json'], (_chunk, child) => {
    pid = child.pid;
  });
  const memory = await watchMemory(() => pid, running);
  const seconds = (performance.now() - start) / 1000;
  expect(reportOf(await running)).toMatchObject({
    code: 0,
    counts: { groups: { read: groups, created: groups }, websites: { created: groups * 5 } },
  });
  const again = performance.now();
  expect(reportOf(await importAthena(athena, organization, ['--json']))).toMatchObject({
    code: 0,
    counts: { groups: { read: groups, created: 0, changed: 0 } },
  });
  const againSeconds = (performance.now() - again) / 1000;
  if (process.env.IMPORT_GROUPS)
    console.info({ groups, seconds, againSeconds, largestMb: Math.max(...memory), atTheEndMb: memory.at(-1) });
  expect(seconds).toBeLessThan(minutes * 60);
  expect(Math.max(0, ...memory)).toBeLessThan(400);
  await organization.query('DELETE FROM organizations WHERE id = $1', [organization.id]);
  await athena.stop();
}, 1_500_000);
