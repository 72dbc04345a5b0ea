import { createServer } from 'node:http';
import { type GraphQLSchema, getNamedType } from 'graphql';
import { unchanged } from '../../support/expectations.ts';
import { type Answer, data, send, serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { introspect, leastArguments, put, waysTo } from '../../support/schema.ts';
import { startService } from '../../support/service.ts';
import { rawRequest, sendRaw } from '../bad-input/raw-http.ts';
import { createTenant, type Tenant } from '../isolation/tenant.ts';
import { hostileAnswers, Trap } from './hostile-provider.ts';

/*
 * The other five risks of the OWASP API Security Top 10 of 2023, each by attacks that no other folder has:
 * docs/reliability.md names those that others have.
 */

let tenant: Tenant;
let organization: TestOrganization;
let schema: GraphQLSchema;

beforeAll(async () => {
  tenant = await createTenant();
  ({ organization } = tenant);
  schema = await introspect(organization.key);
});

const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

describe('API6: unrestricted access to sensitive business flows', () => {
  test('of twenty who spend the same revision at once one does, and credits are set, never added up', async () => {
    const id = await organization.addGroup({ billingEnabled: true });
    await organization.query('INSERT INTO sandbox_billing_entities (organization_id, group_id) VALUES ($1, $2)', [
      organization.id,
      id,
    ]);
    const change = `mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        data(organization.key, change, { input: { id, expectedRevision: 1, name: `Name ${n}` } }),
      ),
    );
    const results = answers.map(({ updateGroup }) => updateGroup.__typename);
    expect(results.filter((result) => result === 'UpdateGroupSuccess')).toHaveLength(1);
    const set = `mutation ($id: ID!) { setGroupCredits(input: { groupId: $id, monthly: 7 }) { __typename } }`;
    await Promise.all(Array.from({ length: 20 }, () => data(organization.key, set, { id })));
    expect((await organization.entities())[id]).toEqual({ monthly: 7, oneOff: 0 });
  });
});

describe('API7: server side request forgery', () => {
  test('no text of any input, and no header, makes the service fetch an address', async () => {
    const trap = new Trap();
    const address = await trap.open();
    const texts = waysTo(schema, ({ type }) => /^(String|ID)$/.test(getNamedType(type).name));
    for (const { root, ways } of texts)
      for (const { path } of ways) {
        const args = leastArguments(root, tenant.ids.group);
        put(root.field.args, args, path, address);
        await send(organization.key, root.document(1), args);
      }
    const headers = [
      'x-forwarded-host',
      'x-forwarded-for',
      'forwarded',
      'referer',
      'origin',
      'x-original-url',
      'x-callback-url',
      'last-event-id',
      'traceparent',
    ];
    for (const header of headers)
      await send(organization.key, '{ __typename }', {}, { headers: { [header]: address } });
    expect(trap.visits).toEqual([]);
    trap.close();
  }, 120_000);
});

const addresses = ['/', '/console', '/demo-keys.json', '/livez', '/readyz', '/metrics', '/schema.graphql', '/graphql'];

describe('API8: security misconfiguration', () => {
  test('no address takes a method that it does not need, and none tells what is inside', async () => {
    for (const path of addresses)
      for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', ...(path === '/graphql' ? [] : ['POST'])]) {
        const line = `${method} ${path} HTTP/1.1`;
        const { status, head, body } = await sendRaw(rawRequest(line, ['host: localhost', 'x-secret: needle']));
        expect({ line, status }).toEqual({ line, status: 405 });
        expect(body).not.toMatch(/needle|node_modules|\.[jt]s:\d+/);
        expect(head).not.toMatch(/^(server|x-powered-by):/im);
      }
  });
});

describe('API9: improper inventory management', () => {
  test('there is nothing but the addresses that are documented', async () => {
    const guesses = `
      /admin /api /api/v1 /v1 /v2/graphql /graphql/v1 /graphiql /playground /.env /.git/config /debug /debug/pprof
      /actuator /actuator/env /swagger.json /health /healthz /status /server-status /schema
      /schema.json /package.json /dist/main.js /src/main.ts /config /internal /trace /heapdump /demo-keys /keys
      /users /login /assets /assets/ /assets/index.html /assets/../package.json /assets/%2e%2e/package.json
      /assets/..%2f..%2fpackage.json /console/../../../etc/passwd //etc/passwd /..;/metrics /metrics/ /graphql//
      /GRAPHQL`
      .trim()
      .split(/\s+/);
    for (const path of guesses) {
      const { status, body } = await sendRaw(
        rawRequest(`GET ${path} HTTP/1.1`, ['host: localhost', `x-api-key: ${organization.key}`]),
      );
      expect(body).not.toMatch(/root:x:|"dependencies"/);
      if (!path.startsWith('/console/'))
        expect({ path, refused: status === 404 || status === 403 }).toEqual({ path, refused: true });
      expect(status).toBeLessThan(500);
    }
  });

  test('what needs a key is there for nobody without one', async () => {
    const rest = ['/api/v1/groups', '/services/rest/connect/v1.4/accountGroups'];
    for (const path of ['/graphql', '/schema.graphql', ...rest])
      expect((await fetch(serviceUrl() + path)).status).toBe(401);
    expect(await (await fetch(`${serviceUrl()}/demo-keys.json`)).json()).toEqual([]);
  });
});

describe('API10: unsafe consumption of APIs', () => {
  test('whatever a billing provider answers, it is told as a failure, kept out of answers, and followed nowhere', async () => {
    const trap = new Trap();
    const address = await trap.open();
    let answer: (typeof hostileAnswers)[string] = () => {};
    const provider = createServer((request, response) => {
      request.resume().on('end', () => answer(response, address));
    });
    await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(provider.address() as { port: number }).port}`;
    const service = await startService({
      DATABASE_URL: databaseUrl(),
      BILLING_PROVIDER: 'autumn',
      AUTUMN_SECRET_KEY: 'needle-key',
      AUTUMN_URL: url,
      BILLING_TIMEOUT_MS: '1000',
    });
    const bill =
      'mutation ($id: ID!) { updateGroup(input: { id: $id, billingEnabled: true, name: "New" }) { __typename ... on ResourceError { message } } }';
    for (const [what, hostile] of Object.entries(hostileAnswers)) {
      answer = hostile;
      const victim = await TestOrganization.create();
      const id = await victim.addGroup();
      const answered = await unchanged(victim, () => send(victim.key, bill, { id }, service));
      expect({ what, result: answered.data?.updateGroup.__typename }).toEqual({
        what,
        result: 'BillingProviderFailed',
      });
      expect(JSON.stringify(answered)).not.toMatch(/needle|script/);
      const read = await send(
        victim.key,
        'query ($id: ID!) { group(id: $id) { name credits { total } } }',
        { id },
        service,
      );
      expect({ what, data: read.data, codes: codes(read) }).toEqual({
        what,
        data: { group: { name: 'Group', credits: null } },
        codes: ['BILLING_PROVIDER_FAILED'],
      });
    }
    expect(trap.visits).toEqual([]);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    await service.kill();
    provider.closeAllConnections();
    provider.close();
    trap.close();
  }, 120_000);
});
