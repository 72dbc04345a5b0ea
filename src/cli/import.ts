import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { operatorOf } from '../auth/operator.ts';
import { readConfig } from '../config.ts';
import { describeFault } from '../database/fault.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Importing } from '../moving/importing.ts';
import type { Kind, Report } from '../moving/report.ts';
import type { AdminCommand } from './admin-command.ts';
import { duration, name, systemUrl, uuid } from './arguments.ts';
import { unknownOrganization } from './organizations.ts';
import type { Result } from './output.ts';
import { Progress } from './progress.ts';
import { changing, run } from './run.ts';
import { readSecret } from './secrets.ts';

interface Options {
  url: string;
  organization: string;
  dryRun?: boolean;
  watch?: boolean;
  every: number;
  out?: string;
  as: string;
  json?: boolean;
}

interface AthenaOptions extends Options {
  key?: string;
  keyFromEnv: string;
  billing?: boolean;
  credits?: boolean;
}

interface OracleOptions extends Options {
  user: string;
  passwordFromEnv: string;
}

const incomplete = 1;

export function addImportCommands(admin: AdminCommand): void {
  const command = admin.command('import') as AdminCommand;
  command.description('bring the data of another system over: see docs/moving.md');

  importing(
    command,
    'athena',
    'Bring groups and websites over from AthenaHQ, through its API. You can run it again at any time: it writes only what differs, and goes on where it was stopped or killed. Exits with 1 if something could not be brought over.',
    [
      'import athena --url https://api.example.com --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7 --dry-run',
      'import athena --url https://api.example.com --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7 --billing --credits --watch',
    ],
  )
    .option('--key-from-env <name>', 'the environment variable that has the API key', name, 'ATHENA_API_KEY')
    .option('--key <key>', 'the API key itself. Other users of this machine can read it: use the variable instead')
    .option('--billing', 'bring the billing flags over, and create the billing entities of billed groups')
    .option('--credits', 'bring the credits over: one more request for each group')
    .action(
      async ({
        key,
        keyFromEnv,
        billing: withBilling = false,
        credits: withCredits = false,
        ...options
      }: AthenaOptions) => {
        const headers = { 'x-api-key': key ?? (await readSecret(keyFromEnv, 'The API key of the old system')) };
        await runImport(options, 'athena', headers, 'groups', async (common) => {
          const [{ importGroups }, billing] = await Promise.all([
            import('../moving/athena/import-groups.ts'),
            openBilling(common.prisma),
          ]);
          return () => importGroups({ ...common, billing, withBilling, withCredits });
        });
      },
    );

  importing(
    command,
    'oracle',
    'Bring account groups and accounts over from Oracle B2C Service, through its Connect REST API. You can run it again at any time: it writes only what differs, and goes on where it was stopped or killed. Exits with 1 if something could not be brought over.',
    [
      'import oracle --url https://mysite.example.com --user admin --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7 --dry-run',
    ],
  )
    .requiredOption('--user <name>', 'the user who reads the old system', name)
    .option('--password-from-env <name>', 'the environment variable that has the password', name, 'ORACLE_PASSWORD')
    .action(async ({ user, passwordFromEnv, ...options }: OracleOptions) => {
      const password = await readSecret(passwordFromEnv, 'The password of the old system');
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      const headers = { authorization, 'osvc-crest-application-context': 'Import into Group Gateway' };
      await runImport(options, 'oracle', headers, 'accountGroups', async (common) => {
        const [{ importAccountGroups }, { importAccounts }] = await Promise.all([
          import('../moving/oracle/import-account-groups.ts'),
          import('../moving/oracle/import-accounts.ts'),
        ]);
        return async () => {
          const foreign = await importAccountGroups(common);
          await importAccounts(common, foreign);
        };
      });
    });
}

function importing(parent: AdminCommand, system: string, description: string, examples: string[]): AdminCommand {
  return changing(parent, system, description, examples)
    .requiredOption('--url <url>', 'where the old system is', systemUrl)
    .requiredOption('--organization <id>', 'the organization here that gets the data', uuid)
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--watch', 'go on until you stop it: bring over what changes in the old system')
    .option('--every <duration>', 'how long it waits between two runs of --watch', duration, duration('1m'))
    .option('--out <file>', 'write each change and each problem to this file, as lines of JSON') as AdminCommand;
}

/** @param prepare loads the import: for its libraries there is time when the arguments are known to be right */
function runImport(
  options: Options,
  system: string,
  headers: Record<string, string>,
  counted: Kind,
  prepare: (common: Importing) => Promise<() => Promise<void>>,
): Promise<void> {
  return run(options.json, async (prisma, reads) => {
    await import('reflect-metadata');
    const { importerName } = await import('../moving/importing.ts');
    const caller = await operatorOf(prisma, options.organization, importerName(system, options.as));
    if (!caller) throw unknownOrganization(options.organization);
    const file = options.out === undefined ? undefined : openSync(options.out, 'w', 0o600);
    try {
      return await importWith({ options, headers, counted, prepare }, { prisma, reads, caller }, (line) => {
        if (file !== undefined) writeSync(file, `${JSON.stringify(line)}\n`);
      });
    } finally {
      if (file !== undefined) closeSync(file);
    }
  });
}

interface Plan {
  options: Options;
  headers: Record<string, string>;
  counted: Kind;
  prepare: (common: Importing) => Promise<() => Promise<void>>;
}

async function importWith(
  { options, headers, counted, prepare }: Plan,
  database: { prisma: PrismaClient; reads: ReadDatabase } & Pick<Importing, 'caller'>,
  write: (line: object) => void,
): Promise<Result> {
  const [{ OldSystem }, { Report }] = await Promise.all([
    import('../moving/old-system.ts'),
    import('../moving/report.ts'),
  ]);
  const report = new Report(options.dryRun ?? false, write);
  const progress = new Progress(counted === 'groups' ? 'groups read' : 'account groups read');
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  const old = new OldSystem({
    url: options.url,
    headers,
    signal: stop.signal,
    onWait: (reason, ms) => tell(`The old system: ${reason}. Waiting ${(ms / 1000).toFixed(1)} s.`),
  });
  const tell = (line: string) => {
    progress.end();
    console.error(line);
  };
  const onProgress = (part?: number) => progress.show(report.readCount(counted), report.state, undefined, part);
  try {
    const pass = await prepare({ ...database, old, report, onProgress });
    const isComplete = await passes(pass, options, stop.signal, report, tell);
    progress.end();
    if (!isComplete || report.hasProblems) process.exitCode = incomplete;
    return { text: report.toText(isComplete), json: report.toJSON(isComplete) };
  } finally {
    progress.end();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
  }
}

/** Runs the import once, or until it is stopped. @returns whether the last run that began came to its end */
async function passes(
  pass: () => Promise<void>,
  { watch = false, every }: Options,
  signal: AbortSignal,
  report: Report,
  tell: (line: string) => void,
): Promise<boolean> {
  const { OldSystemError, StoppedError } = await import('../moving/old-system.ts');
  for (;;) {
    const isFirst = report.passes === 0;
    const isComplete = await pass().then(
      () => true,
      (error: unknown) => {
        // Whoever watches goes on when the other side, or the database, is there again.
        const isExpected = error instanceof StoppedError || error instanceof OldSystemError;
        if (!isExpected && (!watch || isFirst)) throw error;
        if (!(error instanceof StoppedError))
          tell(`group-gateway: ${describeFault(error, 'The import failed', process.env.DATABASE_URL)}`);
        return false;
      },
    );
    if (!watch || signal.aborted || (isFirst && !isComplete)) return isComplete;
    tell(`${new Date().toISOString()} ${isComplete ? 'Up to date' : 'Not up to date'}: ${report.state}.`);
    await sleep(every, undefined, { signal }).catch(() => {});
    if (signal.aborted) return isComplete;
  }
}

/** What the provider refuses is in the report. */
async function openBilling(prisma: PrismaClient) {
  const config = readConfig(process.env);
  const [{ Billing }, { openProvider }] = await Promise.all([
    import('../billing/billing.ts'),
    import('../billing/open-provider.ts'),
  ]);
  const silent = { failed() {}, circuit() {} };
  return Billing.of(await openProvider(config, prisma), config.BILLING_TIMEOUT_MS, silent);
}
