import { closeSync, openSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { AdminCommand } from './admin-command.ts';
import { duration, name, systemUrl } from './arguments.ts';
import { subcommand } from './run.ts';
import { readSecret } from './secrets.ts';

interface Options {
  upstream: string;
  service: string;
  listen: { host: string; port: number };
  keyFromEnv: string;
  mirrorWrites?: boolean;
  every: number;
  out?: string;
  json?: boolean;
}

const differs = 1;

export function addShadowCommand(admin: AdminCommand): void {
  subcommand(
    admin,
    'shadow',
    'Compare this service with the old system, under the requests of real clients. Clients send their requests to this proxy. It answers with what the old system answers, then asks the REST API of this service the same, and records where the answers differ. It runs until you stop it, then prints a report, and exits with 1 if answers differed or mirrored writes did not reach this service.',
    [
      'shadow --upstream https://api.example.com --listen 127.0.0.1:4100',
      'shadow --upstream https://mysite.example.com --listen 0.0.0.0:4100 --mirror-writes --out differences.jsonl',
    ],
  )
    .requiredOption('--upstream <url>', 'where the old system is', systemUrl)
    .requiredOption('--listen <address>', 'the port, or the host and the port, that clients use', listenAddress)
    .option('--service <url>', 'where this service is', systemUrl, 'http://127.0.0.1:4000')
    .option(
      '--key-from-env <name>',
      'the environment variable that has a key of this service',
      name,
      'GROUP_GATEWAY_KEY',
    )
    .option(
      '--mirror-writes',
      'send changes and deletions to this service as well; creations are left to "import --watch"',
    )
    .option('--every <duration>', 'how often it prints how far it is', duration, duration('1m'))
    .option('--out <file>', 'write each difference to this file, as lines of JSON')
    .action(shadow);
}

/** @throws InvalidArgumentError for what is no port and no host with a port */
function listenAddress(value: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('It must be a port, or a host and a port, such as 127.0.0.1:4100.');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

async function shadow(options: Options): Promise<void> {
  const key = await readSecret(options.keyFromEnv, 'The key of this service');
  await import('reflect-metadata');
  const [{ ReverseProxy }, { Comparisons }] = await Promise.all([
    import('../shadow/reverse-proxy.ts'),
    import('../shadow/comparisons.ts'),
  ]);
  const file = options.out === undefined ? undefined : openSync(options.out, 'w', 0o600);
  const { service, mirrorWrites = false, upstream } = options;
  const comparisons = new Comparisons({ service, key, mirrorWrites, file });
  const proxy = new ReverseProxy({
    upstream,
    onExchange: (exchange) => comparisons.ask({ ...exchange, secrets: [...exchange.secrets, key] }),
    onMissed: (reason, isWrite) => comparisons.missed(reason, isWrite),
  });
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const url = await proxy.listen(options.listen.host, options.listen.port);
  console.error(`Passing requests to ${url} on to ${upstream}, and comparing with ${service}. Stop it with Ctrl-C.`);
  let told = 0;
  const tell = async () => {
    const { count, text } = await comparisons.report();
    if (count !== told) console.error(`${new Date().toISOString()}\n${text}`);
    told = count;
  };
  // Clients are served whatever happens to the comparison. If it failed, the report says so.
  const timer = setInterval(() => void tell().catch(() => clearInterval(timer)), options.every);
  await stopped;
  clearInterval(timer);
  await proxy.close();
  const { json, text, different, lostWrites } = await comparisons.end();
  if (file !== undefined) closeSync(file);
  console.log(options.json ? JSON.stringify(json, null, 2) : text);
  if (different > 0 || lostWrites > 0) process.exitCode = differs;
}
