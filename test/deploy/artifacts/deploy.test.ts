import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { aliases } from '../../cross-cutting/metrics/aliases.ts';
import { serviceUrl } from '../../support/graphql.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');

/** Names of metrics in an expression or a text; what Prometheus derives from a histogram counts as the histogram. */
function metricsIn(text: string): string[] {
  const names = text.match(/\b(?:group_gateway|nodejs|process)_[a-z0-9_]+/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/_(bucket|count|sum)$/, '')))].sort();
}

/** Names of all metrics that a node has, also of those that have no value yet. */
async function metricsOfNode(): Promise<string[]> {
  const text = await (await fetch(`${serviceUrl()}/metrics`)).text();
  return [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name as string);
}

test('the alerts are about metrics that exist, and say what to do', async () => {
  const { groups } = parse(await read('deploy/prometheus/alerts.yml'));
  const rules = groups.flatMap((group: { rules: object[] }) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  const existing = await metricsOfNode();
  for (const { alert, expr, labels, annotations } of rules) {
    const names = metricsIn(expr);
    if (!expr.includes('up{')) expect({ alert, names: names.length > 0 }).toEqual({ alert, names: true });
    expect(existing).toEqual(expect.arrayContaining(names));
    expect(['page', 'warn']).toContain(labels.severity);
    expect(annotations).toEqual({ summary: expect.any(String), action: expect.any(String) });
  }
});

test('the board shows metrics that exist', async () => {
  const { panels } = JSON.parse(await read('deploy/grafana/dashboards/group-gateway.json'));
  const existing = await metricsOfNode();
  expect(panels.length).toBeGreaterThan(10);
  for (const { title, targets } of panels)
    for (const { expr } of targets) {
      expect({ title, names: metricsIn(expr).length > 0 }).toEqual({ title, names: true });
      expect(existing).toEqual(expect.arrayContaining(metricsIn(expr)));
    }
});

test("every metric of the service's own is explained, and none that does not exist", async () => {
  const own = (await metricsOfNode()).filter((name) => name.startsWith('group_gateway_')).sort();
  expect(own.length).toBeGreaterThan(10);
  const explained = metricsIn(await read('docs/running.md')).filter((name) => name.startsWith('group_gateway_'));
  expect(explained).toEqual(own);
});

test('the compose file, the scrapes and the chart can be read, and fit each other', async () => {
  const { services, volumes } = parse(await read('deploy/compose.yaml'), { merge: true });
  const prometheus = parse(await read('deploy/prometheus/prometheus.yml'));
  const targets = prometheus.scrape_configs[0].static_configs[0].targets as string[];
  const balanced = [...(await read('deploy/haproxy/haproxy.cfg')).matchAll(/^ {2}server \S+ (\S+)$/gm)];
  const hostOf = (target = '') => target.split(':')[0];
  expect(balanced.map(([, target]) => hostOf(target))).toEqual(targets.map(hostOf));
  for (const target of targets)
    expect(target).toBe(`${hostOf(target)}:${services['gateway-1'].environment.METRICS_PORT}`);
  for (const target of targets) expect(services).toHaveProperty([target.split(':')[0] as string, 'read_only'], true);
  for (const { depends_on = {} } of Object.values(services) as { depends_on?: object }[])
    for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
      expect(services).toHaveProperty(name);
  const mounts = Object.values(services).flatMap((service) => (service as { volumes?: string[] }).volumes ?? []);
  for (const mount of mounts) {
    const [source = ''] = mount.split(':');
    if (!source.startsWith('./')) expect(volumes).toHaveProperty(source);
  }
  const chart = parse(await read('deploy/helm/group-gateway/Chart.yaml'));
  expect(chart.appVersion).toBe(JSON.parse(await read('package.json')).version);
});

test('the load balancer lets through what is public, and nothing that is not, however its path is written', async () => {
  const config = await read('deploy/haproxy/haproxy.cfg');
  const rules = [...config.matchAll(/^ {2}acl (\w+) (path|path_beg|path_sub -i) (.*)$/gm)].map(
    ([, name, how, patterns = '']) => ({
      name,
      how,
      patterns: patterns.split(' ').map((each) => each.replace('\\\\', '\\')),
    }),
  );
  const matches = (name: string, path: string) =>
    rules
      .filter((rule) => rule.name === name)
      .some(({ how, patterns }) =>
        patterns.some((pattern) => {
          if (how === 'path') return path === pattern;
          return how === 'path_beg' ? path.startsWith(pattern) : path.toLowerCase().includes(pattern);
        }),
      );
  expect(config).toContain('http-request deny deny_status 404 if !public || ambiguous\n');
  const passes = (address: string) => {
    const path = /^(?:http:\/\/[^/]*)?([^?]*)/.exec(address)?.[1] ?? '';
    return matches('public', path) && !matches('ambiguous', path);
  };
  const addresses = ['/', '/graphql', '/graphql?query={__typename}', '/graphql/', '/console', '/console/groups/1'];
  for (const address of [
    ...addresses,
    '/assets/index-a1.js',
    '/api/v1/groups',
    '/services/rest/connect/v1.4/accountGroups/1',
  ])
    expect({ address, passes: passes(address) }).toEqual({ address, passes: true });
  for (const address of [...aliases, '/livez', '/readyz', '/nonsense', '/consoles', '/graphql/metrics'])
    expect({ address, passes: passes(address) }).toEqual({ address, passes: false });
});

test('the chart serves metrics where Prometheus looks for them, and not to callers', async () => {
  const values = parse(await read('deploy/helm/group-gateway/values.yaml'));
  expect(values.podAnnotations['prometheus.io/port']).toBe(String(values.metricsPort));
  expect(await read('deploy/helm/group-gateway/templates/service.yaml')).not.toMatch(/metrics/i);
});

test('the templates of the chart use values that it has', async () => {
  const values = parse(await read('deploy/helm/group-gateway/values.yaml'));
  const folder = 'deploy/helm/group-gateway/templates';
  const templates = await Promise.all((await readdir(new URL(folder, root))).map((name) => read(`${folder}/${name}`)));
  const used = templates.flatMap((template) => [...template.matchAll(/\.Values\.([\w.]+)/g)].map(([, path]) => path));
  expect(used.length).toBeGreaterThan(20);
  for (const path of used) expect(values).toHaveProperty(path as string);
  for (const template of templates) {
    const opened = template.match(/{{-? (if|with|range|define) /g)?.length ?? 0;
    expect(template.match(/{{-? end -?}}/g)?.length ?? 0).toBe(opened);
  }
});

test('the values of the chart fit their schema, which refuses names that do not exist and secrets among variables', async () => {
  const values = parse(await read('deploy/helm/group-gateway/values.yaml'));
  const schema = z.fromJSONSchema(JSON.parse(await read('deploy/helm/group-gateway/values.schema.json')));
  const fits = (changed: object) => schema.safeParse({ ...values, ...changed }).success;
  expect(schema.safeParse(values).error?.issues).toBeUndefined();
  expect(fits({ env: { LOG_LEVEL: 'warn', MAX_COST: 5000, EXPLORER: false } })).toBe(true);
  for (const wrong of [
    { replicaCont: 2 },
    { replicaCount: 'three' },
    { ingress: { enable: true } },
    { env: { DATABASE_URL: 'postgresql://u:p@db/x' } },
    { env: { 'log-level': 'warn' } },
  ])
    expect([wrong, fits(wrong)]).toEqual([wrong, false]);
});

test('the compose file publishes the load balancer alone, and has no password and no superuser for the service', async () => {
  const text = await read('deploy/compose.yaml');
  const { services, networks } = parse(text, { merge: true });
  const published = Object.entries(services).filter(([, service]) => (service as { ports?: unknown }).ports);
  expect(published.map(([name]) => name)).toEqual(['load-balancer']);
  const passwords = [...text.matchAll(/\$\{(\w*PASSWORD)([^}]*)}/g)];
  expect(passwords.length).toBeGreaterThan(3);
  for (const [, name, rest] of passwords) expect([name, rest]).toEqual([name, ':?set it']);
  const { environment } = services['gateway-1'];
  expect(environment.DATABASE_URL).toMatch(/^postgresql:\/\/gateway:/);
  expect(environment.TRUSTED_PROXIES).toBe(networks.front.ipam.config[0].subnet);
  const inFront = Object.entries(services).filter(([, service]) =>
    (service as { networks?: string[] }).networks?.includes('front'),
  );
  expect(inFront.map(([name]) => name)).toEqual(['gateway-1', 'gateway-2', 'load-balancer']);
});

test('the image is built with every file that is compiled', async () => {
  const patterns = (await read('.dockerignore')).split('\n').filter((line) => line && !line.startsWith('#'));
  const letThrough = (file: string) =>
    patterns.reduce((through, pattern) => {
      const path = pattern.replace(/^!/, '');
      return path === '*' || file === path || file.startsWith(`${path}/`) ? pattern.startsWith('!') : through;
    }, true);
  const cwd = fileURLToPath(root);
  expect(letThrough('schema.graphql')).toBe(true); // a copy is in the client package
  const compiler = ['node_modules/typescript-cli/bin/tsc', '--listFilesOnly', '--project'];
  for (const project of ['tsconfig.json', 'client/tsconfig.json', 'stitching/tsconfig.json', 'web/tsconfig.json']) {
    const { stdout } = await promisify(execFile)(process.execPath, [...compiler, project], { cwd });
    const files = stdout
      .trim()
      .split('\n')
      .map((file) => relative(cwd, file))
      .filter((file) => !/^(node_modules|src\/generated|client\/dist)\//.test(file));
    expect(files.length).toBeGreaterThan(5);
    expect([project, ...files].filter((file) => !letThrough(file))).toEqual([]);
  }
});
