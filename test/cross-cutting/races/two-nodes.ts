import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, type TestOrganization } from '../../support/organization.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../support/service.ts';

/** Two processes on the database that all tests share. */
export class TwoNodes {
  #nodes: ServiceProcess[] = [];
  #turn = 0;

  async start(env: Record<string, string> = {}): Promise<void> {
    const all = { DATABASE_URL: databaseUrl(), ...roomForRaces, ...env };
    this.#nodes = await Promise.all([1, 2].map(() => startService(all)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.kill()));
  }

  /** Sends a mutation to the nodes by turns; its result. Anything but a result value fails the test. */
  async mutate(key: string, name: string, input: Record<string, unknown>) {
    const node = this.#nodes[this.#turn++ % this.#nodes.length] as ServiceProcess;
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const answer = await send(
      key,
      `mutation ($input: ${type}!) { result: ${name}(input: $input) {
        __typename
        ... on ResourceError { message }
        ... on GroupExternalIdTaken { externalId existingGroup { id } }
        ... on UpdateGroupSuccess { group { id revision } }
        ... on DeleteGroupSuccess { deletedGroupId }
      } }`
        .split('\n')
        .filter((line) => fits(name, line))
        .join('\n'),
      { input },
      node,
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.result;
  }
}

/** A union refuses fragments on types that are none of its members. */
function fits(mutation: string, line: string): boolean {
  if (line.includes('GroupExternalIdTaken')) return mutation === 'updateGroup' || mutation === 'createGroup';
  if (line.includes('UpdateGroupSuccess')) return mutation === 'updateGroup';
  return !line.includes('DeleteGroupSuccess') || mutation === 'deleteGroup';
}

/** How often each type of result came. */
export function tally(results: { __typename: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { __typename } of results) counts[__typename] = (counts[__typename] ?? 0) + 1;
  return counts;
}

export const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** How many connections one organization's statements may hold while they wait for locks, on one node. */
const heldByOne = 3;

/**
 * Makes requests that change an organization's groups truly simultaneous: their statements pile up behind locks on
 * all groups, and then are let go together.
 */
export async function piledUp<T>(
  organization: TestOrganization,
  count: number,
  make: (index: number) => Promise<T>,
): Promise<T[]> {
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM groups WHERE organization_id = $1 FOR UPDATE', [organization.id]);
    const results = times(count, make);
    results.catch(() => {}); // looked at below
    await eventually('the statements pile up', async () => {
      const waiting = await organization.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return waiting.length >= Math.min(count, 2 * heldByOne);
    });
    await holder.query('COMMIT');
    return await results;
  } finally {
    await holder.end();
  }
}
