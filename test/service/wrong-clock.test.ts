import { groupChanged, Stream } from '../api/subscriptions/stream.ts';
import { send } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { type ServiceProcess, startService } from '../support/service.ts';
import { WrongClock } from '../support/wrong-clock.ts';

const hourS = 3600;
const halfAnHourMs = 1_800_000;

const clocks: WrongClock[] = [];
let ahead: ServiceProcess;
let behind: ServiceProcess;
let organization: TestOrganization;

async function start(offset: number): Promise<ServiceProcess> {
  const clock = await WrongClock.create();
  clocks.push(clock);
  clock.jump(offset);
  return startService({ DATABASE_URL: databaseUrl(), ...clock.env });
}

beforeAll(async () => {
  [ahead, behind] = await Promise.all([start(hourS), start(-hourS)]);
  organization = await TestOrganization.create();
});
afterAll(async () => {
  await Promise.all([ahead.kill(), behind.kill()]);
  await Promise.all(clocks.map((clock) => clock.remove()));
});

test("nodes' clocks are an hour off, as their logs show", () => {
  for (const [node, offset] of [
    [ahead, hourS],
    [behind, -hourS],
  ] as const) {
    const told = Number(/"time":(\d+)/.exec(node.output())?.[1]);
    expect(Math.abs(told - Date.now() - offset * 1000)).toBeLessThan(halfAnHourMs);
  }
});

test('a key is good until it expires, whatever the clock of a node says', async () => {
  const keyThatExpires = (inMs: number) => organization.createKey({ expiresAt: new Date(Date.now() + inMs) });
  const [good, expired] = [await keyThatExpires(halfAnHourMs), await keyThatExpires(-halfAnHourMs)];
  for (const node of [ahead, behind]) {
    expect((await send(good, '{ viewer { apiKey { name } } }', {}, node)).status).toBe(200);
    expect((await send(expired, '{ viewer { apiKey { name } } }', {}, node)).status).toBe(401);
  }
});

test('a place in the live updates is good for 24 hours, whatever the clock of a node says', async () => {
  const stream = await Stream.open(organization.key, groupChanged, {}, ahead);
  const [place] = stream.lastEventId.split(/-(?=\d+$)/);
  stream.close();
  const since = (ms: number) => ({ 'last-event-id': `${place}-${Math.floor((Date.now() - ms) / 1000)}` });
  const dayMs = 24 * hourS * 1000;
  for (const { url } of [ahead, behind]) {
    const recent = { url, headers: since(dayMs - halfAnHourMs) };
    (await Stream.open(organization.key, groupChanged, {}, recent)).close();
    const old = { url, headers: since(dayMs + halfAnHourMs) };
    await expect(Stream.open(organization.key, groupChanged, {}, old)).rejects.toThrow(/^HTTP 410/);
  }
});
