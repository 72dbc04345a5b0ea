import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, send } from '../support/graphql.ts';
import type { TestOrganization } from '../support/organization.ts';
import type { History } from './history.ts';

export interface Tenant {
  organization: TestOrganization;
  groupIds: string[];
}

/** What became of the requests of one kind. */
export interface Tally {
  sent: number;
  /** Answered as if nothing were wrong. */
  answered: number;
  /** Refused, cut off or answered with a fault of the service. */
  failed: number;
}

const update =
  'mutation ($input: UpdateGroupInput!) { result: updateGroup(input: $input) { __typename ... on UpdateGroupSuccess { group { revision name } } ... on GroupRevisionConflict { group: currentGroup { revision name } } } }';
const create =
  'mutation ($input: CreateGroupInput!) { result: createGroup(input: $input) { __typename ... on CreateGroupSuccess { group { id } } } }';
const read = 'query ($id: ID!) { group(id: $id) { revision name } }';
const listOwn = 'query ($ids: [ID!]!) { groupsById(ids: $ids) { id } groups(first: 100) { nodes { id } } }';

/** Clients that do random things on random nodes, and write down what they are told. */
export class Clients {
  readonly tallies: Record<string, Tally> = {};
  /** Names of groups that were to be created, and whether that was acknowledged. */
  readonly created = new Map<string, boolean>();
  sent = 0;
  #names = 0;
  #stopped = false;
  readonly #tenants: Tenant[];
  readonly #history: History;
  readonly #url: () => string;

  constructor(tenants: Tenant[], history: History, url: () => string) {
    this.#tenants = tenants;
    this.#history = history;
    this.#url = url;
  }

  /** Runs clients until they are stopped. */
  async run(count: number): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, async () => {
        while (!this.#stopped) if (!(await this.#step())) await sleep(10 + Math.random() * 40);
      }),
    );
  }

  stop(): void {
    this.#stopped = true;
  }

  async #step(): Promise<boolean> {
    const tenant = this.#tenants[Math.floor(Math.random() * this.#tenants.length)] as Tenant;
    const id = tenant.groupIds[Math.floor(Math.random() * tenant.groupIds.length)] as string;
    const dice = Math.random();
    if (dice < 0.4) return this.#rename(tenant, id);
    if (dice < 0.85) return this.#read(tenant, id);
    return dice < 0.92 ? this.#create(tenant) : this.#pry(tenant);
  }

  /** Takes a group from one revision to the next. */
  async #rename({ organization }: Tenant, id: string): Promise<boolean> {
    const expectedRevision = this.#history.latest(id);
    const name = `Name ${++this.#names}`;
    const answer = await this.#ask('rename', organization, update, { input: { id, name, expectedRevision } });
    const result = answer?.data?.result;
    if (!result) this.#history.unknown(id, expectedRevision + 1, name);
    else if (result.__typename === 'UpdateGroupSuccess') {
      if (result.group.name !== name || result.group.revision !== expectedRevision + 1)
        this.#history.violations.push(`a change came to something else: ${JSON.stringify(result)}`);
      this.#history.acknowledged(id, result.group.revision, name);
    } else if (result.__typename !== 'GroupRevisionConflict' || result.group.revision === expectedRevision)
      this.#history.violations.push(`a change was refused without a reason: ${JSON.stringify(result)}`);
    else this.#history.read(id, result.group.revision, result.group.name, expectedRevision);
    return result !== undefined;
  }

  async #read({ organization }: Tenant, id: string): Promise<boolean> {
    const before = this.#history.latest(id);
    const answer = await this.#ask('read', organization, read, { id });
    if (!answer) return false;
    const { group } = answer.data;
    if (group) this.#history.read(id, group.revision, group.name, before);
    else this.#history.violations.push(`a group is not there: ${id}`);
    return true;
  }

  async #create({ organization }: Tenant): Promise<boolean> {
    const name = `Created ${++this.#names}`;
    this.created.set(name, false);
    const [{ id }] = (await this.#websites(organization)) as [{ id: string }];
    const answer = await this.#ask('create', organization, create, { input: { name, websiteIds: [id] } });
    if (answer?.data?.result?.__typename === 'CreateGroupSuccess') this.created.set(name, true);
    return answer !== undefined;
  }

  readonly #websiteIds = new Map<TestOrganization, { id: string }[]>();
  async #websites(organization: TestOrganization): Promise<{ id: string }[]> {
    const known = this.#websiteIds.get(organization);
    if (known) return known;
    const websites = (await organization.addWebsites(1)).map((id) => ({ id }));
    this.#websiteIds.set(organization, websites);
    return websites;
  }

  /** Looks for groups of everybody with one key. */
  async #pry({ organization, groupIds }: Tenant): Promise<boolean> {
    const others = this.#tenants.filter((tenant) => tenant.organization !== organization);
    const ids = others.flatMap((tenant) => tenant.groupIds);
    const answer = await this.#ask('pry', organization, listOwn, { ids: [...ids, ...groupIds] });
    if (!answer) return false;
    const { groupsById, groups } = answer.data;
    const seen = [...groupsById, ...groups.nodes].map((group: { id: string } | null) => group?.id);
    if (seen.some((id) => ids.includes(id as string))) this.#history.violations.push('a group of another organization');
    if (!groupIds.every((id) => groupsById.some((group: { id: string } | null) => group?.id === id)))
      this.#history.violations.push('a group is not there');
    return true;
  }

  /** The answer, or undefined where the request came to nothing that says anything. */
  async #ask(kind: string, { key }: TestOrganization, query: string, variables: object): Promise<Answer | undefined> {
    this.tallies[kind] ??= { sent: 0, answered: 0, failed: 0 };
    const tally = this.tallies[kind];
    tally.sent++;
    this.sent++;
    const answer = await send(key, query, { ...variables }, { url: this.#url() }).catch(() => undefined);
    const codes = answer?.errors?.map(({ extensions }) => extensions.code) ?? [];
    if (answer && codes.some((code) => code !== 'INTERNAL_SERVER_ERROR'))
      this.#history.violations.push(`an error that misleads: ${JSON.stringify(answer.errors)}`);
    if (!answer || codes.length > 0) {
      tally.failed++;
      return undefined;
    }
    tally.answered++;
    return answer;
  }
}
