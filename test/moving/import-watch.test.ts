import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Athena } from '../stand-ins/athena.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
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

test('--watch writes a problem that stays only once', async () => {
  const athena = await new Athena().start();
  const organization = await TestOrganization.create();
  const { path, remove } = await temporaryFolder();
  const out = join(path, 'import.jsonl');
  athena.addGroup('', []);
  let stop = () => {};
  let told = '';
  const running = importAthena(athena, organization, ['--watch', '--every', '1s', '--out', out], (chunk, child) => {
    told += chunk;
    stop = () => child.kill('SIGTERM');
  });
  await eventually('some passes', () => told.split('Up to date').length > 3, 40_000);
  stop();
  expect((await running).stdout).toContain('1 left out');
  expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(1);
  await athena.stop();
  await remove();
}, 60_000);
