import { Athena } from '../stand-ins/athena.ts';
import { eventually } from '../support/eventually.ts';
import { TestOrganization } from '../support/organization.ts';
import { groupsOf, importAthena } from './support.ts';

test('--watch brings over what changes, also after the old system was away, until it is stopped', async () => {
  const athena = await new Athena().start();
  const organization = await TestOrganization.create();
  const id = athena.addGroup('First', [athena.addWebsite('a.example')]);
  let stop = () => {};
  let told = '';
  const running = importAthena(athena, organization, ['--watch', '--every', '1s'], (chunk, child) => {
    told += chunk;
    stop = () => child.kill('SIGTERM');
  });
  const names = async () => (await groupsOf(organization)).map(({ name }) => name).join();
  await eventually('the first import', () => /Up to date/.test(told), 25_000);
  expect(await names()).toBe('First');
  (athena.groups.get(id) as { name: string }).name = 'Renamed';
  await eventually('the new name', async () => (await names()) === 'Renamed');
  athena.faults.push({ status: 502, times: 2 });
  athena.addGroup('Second', []);
  await eventually('the new group', async () => (await names()) === 'Renamed,Second', 20_000);
  stop();
  const { code, stdout } = await running;
  expect(code).toBe(0);
  expect(stdout).toContain('groups: 2 read, 2 created, 1 changed, 0 left out');
  await athena.stop();
}, 60_000);
