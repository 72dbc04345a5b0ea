import { join } from 'node:path';
import { scrape, sum } from '../cross-cutting/metrics/scrape.ts';
import { runCommand } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { data, send } from '../support/graphql.ts';
import { runService, type ServiceProcess, startService } from '../support/service.ts';
import { SmallDisk } from '../support/small-disk.ts';

const key = 'gg_demo_partner';
const create =
  'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { __typename ... on CreateGroupSuccess { group { id } } } }';

const mounted = await Promise.all([SmallDisk.mount('1g'), SmallDisk.mount('20m')]);
const [disk, tiny] = mounted as [SmallDisk, SmallDisk];
const canMount = mounted.every((one) => one !== undefined);
if (!canMount) console.log('Left out: a disk that is full, as this test may not mount one.');

afterAll(() => Promise.all(mounted.map((one) => one?.unmount())));

(canMount ? describe : describe.skip)('an embedded database whose disk is full', () => {
  const folder = () => join(disk.path, 'data');
  let service: ServiceProcess;
  const acknowledged: string[] = [];
  let websiteIds: string[];
  const start = async () => {
    service = await startService({ DATA_DIR: folder(), RATE_LIMIT_POINTS: '0' });
  };
  const createGroup = async (name: string) => {
    const answer = await send(key, create, { input: { name, websiteIds } }, service);
    if (answer.data?.createGroup?.__typename === 'CreateGroupSuccess') acknowledged.push(name);
    return answer;
  };
  const names = async () =>
    (await data(key, '{ groups(first: 100) { nodes { name } } }', {}, service)).groups.nodes.map(
      (group: { name: string }) => group.name,
    );

  beforeAll(async () => {
    await start();
    const { websites } = await data(key, '{ websites(first: 1) { nodes { id } } }', {}, service);
    websiteIds = [websites.nodes[0].id];
  });
  afterAll(() => service.stop());

  test('says that a change failed, goes on reading, and writes again once there is space', async () => {
    await createGroup('Before');
    await disk.fill();
    let failed = 0;
    for (let n = 0; failed === 0 || n < 20; n++) {
      const { errors } = await createGroup(`Full ${n}`);
      if (errors) failed++;
      for (const { extensions, message } of errors ?? []) {
        expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
        expect(message).not.toContain('device');
      }
    }
    await eventually('it is in the log', () => service.output().includes('No space left on device'));
    expect(
      sum(await scrape(service.url), 'group_gateway_database_errors_total', { condition: 'disk_full' }),
    ).toBeGreaterThan(0);
    const doctor = await runCommand('admin', ['doctor'], { DATA_DIR: folder() });
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringMatching(/^disk +PROBLEM/m) });
    expect(await names()).toEqual(expect.arrayContaining(acknowledged));
    await disk.empty();
    expect((await createGroup('After')).errors).toBeUndefined();
    expect(await names()).toEqual(expect.arrayContaining(acknowledged));
  });

  test('says at the start what to do, and has lost nothing then', async () => {
    await disk.fill();
    expect(await service.stop()).toBe(0);
    const { code, stderr } = await runService({ DATA_DIR: folder() });
    expect([code, stderr]).toEqual([
      1,
      `group-gateway: The embedded PostgreSQL does not start, because the disk of DATA_DIR, ${folder()}, is full. Free space there and start again. No acknowledged change is lost.\n`,
    ]);
    await disk.empty();
    await start();
    expect(await names()).toEqual(expect.arrayContaining(acknowledged));
    expect((await createGroup('At last')).errors).toBeUndefined();
  });

  test('says at the first start that there is no room for it', async () => {
    const path = join(tiny.path, 'data');
    const { code, stderr } = await runService({ DATA_DIR: path });
    expect([code, stderr]).toEqual([
      1,
      `group-gateway: The embedded PostgreSQL could not be created in DATA_DIR, ${path}: its disk is full\n`,
    ]);
  });
});
