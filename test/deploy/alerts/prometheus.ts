import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from '../../support/free-port.ts';

const rulesFile = new URL('../../../deploy/prometheus/alerts.yml', import.meta.url);

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const hasPrometheus = isInstalled('prometheus') && isInstalled('promtool');
if (!hasPrometheus) console.warn("Prometheus is not installed (Debian's package is `prometheus`): skipped.");

/** A test where Prometheus and its tool are on this machine. */
export const ifPrometheus = hasPrometheus ? test : test.skip;

export interface FiringAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** A Prometheus with the alerts of `deploy/`, which does not wait as long as they say. */
export class Prometheus {
  readonly #url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.#url = url;
    this.#process = child;
    this.#folder = folder;
  }

  /** @param targets of the nodes, each `host:port` */
  static async start(targets: string[]): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'group-gateway-prometheus-'));
    const rules = parse(await readFile(rulesFile, 'utf8'));
    for (const rule of rules.groups[0].rules) rule.for = '2s';
    await writeFile(join(folder, 'alerts.yml'), stringify(rules));
    const times = { scrape_interval: '1s', evaluation_interval: '1s' };
    const scrapes = [{ job_name: 'group-gateway', static_configs: [{ targets }] }];
    const config = { global: times, rule_files: ['alerts.yml'], scrape_configs: scrapes };
    await writeFile(join(folder, 'prometheus.yml'), stringify(config));
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
      ],
      { stdio: 'ignore' },
    );
    return new Prometheus(`http://${address}`, child, folder);
  }

  /** The alerts that fire; none while it does not answer. */
  async firing(): Promise<FiringAlert[]> {
    const response = await fetch(`${this.#url}/api/v1/alerts`).catch(() => undefined);
    if (!response?.ok) return [];
    const { data } = (await response.json()) as { data: { alerts: (FiringAlert & { state: string })[] } };
    return data.alerts.filter(({ state }) => state === 'firing');
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
