import { Receiver, verify } from '../../api/webhooks/receiver.ts';
import { Site } from '../../api/webhooks/site.ts';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import type { ServiceProcess } from '../../support/service.ts';

let site: Site;
let receiver: Receiver;

beforeAll(async () => {
  site = await Site.open(2);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await site.close();
  await receiver.stop();
});

test('when nodes are killed or stopped in the middle, every change arrives at least once, and of each group in order', async () => {
  const organization = await site.organization();
  const { secret } = await site.endpoint(organization, receiver.url);
  const groups = await organization.addGroups(10, () => ({}));
  receiver.answer = (response) => setTimeout(() => response.writeHead(200).end(), 5);
  const changes: string[] = [];
  /** Changes every group once, by the nodes that live. */
  const changeAll = async (round: number) => {
    await Promise.all(
      groups.map(async (id, n) => {
        const name = `${n}-${round}`;
        const node = site.nodes[(n + round) % site.nodes.length] as ServiceProcess;
        await data(
          organization.key,
          'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
          { input: { id, name } },
          { url: node.url },
        );
        changes.push(name);
      }),
    );
  };
  /** The node that has the endpoint ends while it delivers; the other one goes on. */
  const end = async (how: 'kill' | 'stop') => {
    const before = receiver.received.length;
    await eventually('deliveries are under way', () => receiver.received.length > before);
    const [node] = site.nodes.splice(0, 1);
    await site.addNode();
    await node?.[how]();
  };
  for (let round = 0; round < 30; round++) {
    await Promise.all([changeAll(round), round === 10 && end('kill'), round === 20 && end('stop')]);
  }
  const missing = () => {
    const names = new Set(receiver.payloads.map(({ data: { name } }) => name));
    return changes.filter((name) => !names.has(name));
  };
  // A killed node has its lease for 8 seconds.
  await eventually('every change arrives', () => missing().length === 0, 90_000);
  expect(changes).toHaveLength(300);
  for (const [n] of groups.entries()) {
    const rounds = receiver.payloads
      .map(({ data: { name } }) => name.split('-').map(Number))
      .filter(([group]) => group === n)
      .map(([, round]) => round as number);
    const firsts = rounds.filter((round, index) => rounds.indexOf(round) === index);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  }
  for (const received of receiver.received) verify(secret, received);
  // What is sent twice has the same id: of an attempt that was cut off with its node.
  const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
  expect(ids.size).toBe(changes.length);
  expect(receiver.received.length - ids.size).toBeLessThanOrEqual(15);
}, 150_000);
