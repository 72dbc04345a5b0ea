#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { checkClashes } from './clashes.ts';
import { checkCost } from './cost.ts';
import { readPartnerSchema } from './partner-schema.ts';
import { CheckError, exitCodes, type Findings } from './problem.ts';
import { loadSdl, type Service } from './service.ts';
import { checkVersions } from './versions.ts';

const usage = `Checks whether the group gateway fits into your gateway: names, the cost of joins, versions.

  npx @group-gateway/stitching check --url https://groups.example/graphql --with accounts.graphql

  --url      the address of the service's GraphQL
  --key      the key of your organization; by default the variable GROUP_GATEWAY_KEY, which no list of processes shows
  --with     a file with the schema of one of your services or subgraphs; can be repeated
  --prefix   the prefix that you use for the names of the group gateway, to check that it is enough
  --merged   names of types that mean the same in both, with commas between them

Exit codes: ${exitCodes.fits}: it fits. ${exitCodes.doesNotFit}: something has to change. ${exitCodes.wrongUse}: an option, a file or a schema is wrong. ${exitCodes.noService}: the service cannot be asked.`;

const wrong = (message: string) => new CheckError(exitCodes.wrongUse, `${message}\n\n${usage}`);

function readOptions(args: string[]) {
  const options = {
    url: { type: 'string' },
    key: { type: 'string' },
    with: { type: 'string', multiple: true, default: [] as string[] },
    prefix: { type: 'string', default: '' },
    merged: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

function serviceOf(url: string | undefined, key: string | undefined): Service {
  if (!url) throw wrong('--url is missing.');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw wrong(`--url must be an address that starts with http:// or https://, and is "${url}".`);
  if (!key) throw wrong('--key is missing, and so is the variable GROUP_GATEWAY_KEY.');
  if (!/^[\x21-\x7e]+$/.test(key)) throw wrong('--key has characters that no key has: check where you copied it from.');
  const address = new URL(url);
  if (address.pathname === '/') address.pathname = '/graphql';
  return { url: address.href, key };
}

async function check(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args);
  if (values.help) {
    console.log(usage);
    return exitCodes.fits;
  }
  if (positionals.join() !== 'check') throw wrong('The command is "check".');
  const service = serviceOf(values.url, values.key ?? process.env.GROUP_GATEWAY_KEY);
  const partners = await Promise.all(values.with.map(readPartnerSchema));
  const merged = values.merged.split(',').filter(Boolean);
  const groupGateway = buildSchema(await loadSdl(service, values.prefix));
  const self = join(realpathSync(process.argv[1] as string), '..', '..', '..', '..', 'package.json');
  const all: Findings[] = [
    await checkVersions(service, self, process.cwd()),
    ...partners.map((partner) => checkClashes(service, groupGateway, partner, merged, values.prefix)),
    await checkCost(service),
  ];
  for (const { lines } of all) console.log(`${lines.join('\n')}\n`);
  const problems = all.reduce((sum, findings) => sum + findings.problems, 0);
  console.log(problems === 0 ? 'It fits.' : `${problems} ${problems === 1 ? 'thing has' : 'things have'} to change.`);
  return problems === 0 ? exitCodes.fits : exitCodes.doesNotFit;
}

check(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    if (!(error instanceof CheckError)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  },
);
