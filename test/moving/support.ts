import type { ChildProcess } from 'node:child_process';
import type { Athena } from '../stand-ins/athena.ts';
import type { Oracle } from '../stand-ins/oracle.ts';
import { type CommandRun, runCommand } from '../support/admin.ts';
import { databaseUrl, type TestOrganization } from '../support/organization.ts';

type OnError = (chunk: string, child: ChildProcess) => void;

/** Runs `npm run admin -- import athena …`, with the key in the environment. */
export function importAthena(
  athena: Athena,
  organization: TestOrganization,
  args: string[] = [],
  onError?: OnError,
): Promise<CommandRun> {
  const all = ['import', 'athena', '--url', athena.url, '--organization', organization.id, ...args];
  return runCommand('admin', all, { DATABASE_URL: databaseUrl(), ATHENA_API_KEY: athena.key }, onError);
}

export function importOracle(
  oracle: Oracle,
  organization: TestOrganization,
  args: string[] = [],
  onError?: OnError,
): Promise<CommandRun> {
  const all = ['import', 'oracle', '--url', oracle.url, '--user', oracle.user, '--organization', organization.id];
  const env = { DATABASE_URL: databaseUrl(), ORACLE_PASSWORD: oracle.password };
  return runCommand('admin', [...all, ...args], env, onError);
}

/** The report of an import, and how it ended. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into reports of every shape
export function reportOf({ code, stdout, stderr }: CommandRun): any {
  if (!stdout.startsWith('{')) throw new Error(`The command ended with code ${code}: ${stderr}`);
  return { code, ...JSON.parse(stdout) };
}

/** The groups of an organization with the addresses of their websites, by their ids. */
export async function groupsOf(organization: TestOrganization): Promise<Record<string, unknown>[]> {
  return organization.query(
    `SELECT g.id::text, g.name, g.external_id, g.billing_enabled, g.created_at, g.revision, ARRAY(
       SELECT w.url FROM group_websites m JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id
       WHERE m.organization_id = g.organization_id AND m.group_id = g.id AND w.deleted_at IS NULL ORDER BY w.url) AS urls
     FROM groups g WHERE g.organization_id = $1 ORDER BY g.name, g.id`,
    [organization.id],
  );
}

/** Account groups with their labels, in the order of display. */
export async function accountGroupsOf(organization: TestOrganization): Promise<Record<string, unknown>[]> {
  return organization.query(
    `SELECT id::text, display_order, lookup_name, customer_care_access, created_at, (
       SELECT json_agg(kind || ' ' || language_id || ' ' || label_text ORDER BY kind, language_id)
       FROM account_group_labels l WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id) AS labels
     FROM account_groups a WHERE organization_id = $1 ORDER BY display_order`,
    [organization.id],
  );
}

/** Everything but times, and what differs from run to run. */
export async function endOf(organization: TestOrganization): Promise<unknown> {
  const history = await organization.query(
    `SELECT 'group' AS what, kind, group_id::text AS id, details FROM group_changes WHERE organization_id = $1
     UNION ALL SELECT 'website', kind, website_id::text, details FROM website_changes WHERE organization_id = $1
     ORDER BY 1, 2, 3`,
    [organization.id],
  );
  const websites = await organization.query(
    'SELECT id::text, url, name, deleted_at FROM websites WHERE organization_id = $1 ORDER BY id',
    [organization.id],
  );
  return { groups: await groupsOf(organization), websites, history };
}
