import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { Balancer } from './balancer.ts';

const rename =
  'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename ... on UpdateGroupSuccess { group { revision } } } }';

test('a rolling restart of three nodes under load fails no request and loses no change', async () => {
  const organization = await TestOrganization.create();
  const balancer = new Balancer();
  const start = async () => {
    const node = await startService({ DATABASE_URL: databaseUrl() });
    balancer.add(node.url);
    await eventually('the new node is ready', () => balancer.isReady(node.url), 20_000);
    return node;
  };
  let nodes: ServiceProcess[] = await Promise.all([start(), start(), start()]);
  let restarting = true;
  const failures: string[] = [];
  const clients = Array.from({ length: 8 }, async (_, client) => {
    const id = await organization.addGroup();
    let revision = 1;
    let asked = 0;
    while (restarting) {
      asked++;
      const [query, variables] =
        asked % 2
          ? [rename, { input: { id, name: `Name ${client} ${asked}` } }]
          : ['query ($id: ID!) { group(id: $id) { revision } }', { id }];
      const answer = await balancer
        .request((url) => send(organization.key, query, variables, { url }))
        .catch((error) => error);
      if (answer.status !== 200 || answer.errors) failures.push(String(answer.errors ?? answer.cause ?? answer));
      else if (asked % 2) expect(answer.data.updateGroup.group.revision).toBe(++revision);
      else expect(answer.data.group.revision).toBe(revision);
    }
    return asked;
  });
  try {
    for (const node of nodes) {
      const fresh = await start();
      expect(await node.stop()).toBe(0);
      balancer.remove(node.url);
      nodes = [...nodes.filter((one) => one !== node), fresh];
    }
  } finally {
    restarting = false;
    const counts = await Promise.all(clients);
    await balancer.close();
    await Promise.all(nodes.map((node) => node.kill()));
    expect(Math.min(...counts)).toBeGreaterThan(5);
  }
  expect(failures).toEqual([]);
}, 120_000);
