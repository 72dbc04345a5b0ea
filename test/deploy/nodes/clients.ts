import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestOrganization } from '../../support/organization.ts';
import type { History } from './history.ts';
import { type Answered, ask } from './http.ts';

export interface Tenant {
  organization: TestOrganization;
  groupIds: string[];
  websiteId: string;
}

/** What became of the requests of one kind. */
export interface Tally {
  sent: number;
  /** Answered as if nothing were wrong. */
  answered: number;
  /** Refused, cut off or answered with a fault of the service. */
  failed: number;
}

const seen = 'revision name updatedAt';
const update = `mutation ($input: UpdateGroupInput!) { result: updateGroup(input: $input) { __typename ... on UpdateGroupSuccess { group { ${seen} } } ... on GroupRevisionConflict { group: currentGroup { ${seen} } } } }`;
const create =
  'mutation ($input: CreateGroupInput!) { result: createGroup(input: $input) { __typename ... on CreateGroupSuccess { group { id } } } }';
const read = `query ($id: ID!) { group(id: $id) { ${seen} } }`;
const listOwn = 'query ($ids: [ID!]!) { groupsById(ids: $ids) { id } groups(first: 100) { nodes { id } } }';

/** The share of mutations that are sent with a key, and again until they are answered. */
const keyedShare = 0.3;
/** What a fault looks like from outside; every other code is one that misleads. */
const faultCodes = ['INTERNAL_SERVER_ERROR', 'IDEMPOTENCY_KEY_IN_FLIGHT', 'OVERLOADED'];

/** Clients that do random things on random nodes, and write down what they are told. */
export class Clients {
  readonly tallies: Record<string, Tally> = {};
  /** Names of groups that were to be created, and whether that was acknowledged. */
  readonly created = new Map<string, boolean>();
  sent = 0;
  failed = 0;
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
    const before = this.#history.lastAcknowledged(id);
    const name = `Name ${++this.#names}`;
    const answer = await this.#mutate('rename', organization, update, { input: { id, name, expectedRevision } });
    const result = answer?.data.result;
    if (!result) this.#history.unknown(id, expectedRevision + 1);
    else if (result.__typename === 'UpdateGroupSuccess') {
      if (result.group.name !== name || result.group.revision !== expectedRevision + 1)
        this.#history.violations.push(`a change came to something else: ${JSON.stringify(result)}`);
      this.#history.acknowledged(id, result.group);
    } else if (result.__typename !== 'GroupRevisionConflict' || result.group.revision === expectedRevision)
      this.#history.violations.push(`a change was refused without a reason: ${JSON.stringify(result)}`);
    else {
      this.#history.refused(name);
      this.#history.read(id, result.group, before);
    }
    return result !== undefined;
  }

  async #read({ organization }: Tenant, id: string): Promise<boolean> {
    const before = this.#history.lastAcknowledged(id);
    const answer = await this.#ask('read', organization, read, { id });
    if (!answer) return false;
    const { group } = answer.data;
    if (group) this.#history.read(id, group, before);
    else this.#history.violations.push(`a group is not there: ${id}`);
    return true;
  }

  async #create({ organization, websiteId }: Tenant): Promise<boolean> {
    const name = `Created ${++this.#names}`;
    this.created.set(name, false);
    const input = { name, websiteIds: [websiteId] };
    const answer = await this.#mutate('create', organization, create, { input });
    if (answer?.data.result.__typename === 'CreateGroupSuccess') this.created.set(name, true);
    return answer !== undefined;
  }

  /** Looks for groups of everybody with one key. */
  async #pry({ organization, groupIds }: Tenant): Promise<boolean> {
    const others = this.#tenants.filter((tenant) => tenant.organization !== organization);
    const ids = others.flatMap((tenant) => tenant.groupIds);
    const answer = await this.#ask('pry', organization, listOwn, { ids: [...ids, ...groupIds] });
    if (!answer) return false;
    const { groupsById, groups } = answer.data;
    const found = [...groupsById, ...groups.nodes].map((group: { id: string } | null) => group?.id);
    if (found.some((id) => ids.includes(id as string)))
      this.#history.violations.push('a group of another organization');
    if (!groupIds.every((id) => groupsById.some((group: { id: string } | null) => group?.id === id)))
      this.#history.violations.push('a group is not there');
    return true;
  }

  /** Some as they are, once; the others with a key, until there is an answer, so that it is sure what became of them. */
  async #mutate(kind: string, organization: TestOrganization, query: string, variables: object) {
    if (Math.random() >= keyedShare) return this.#ask(kind, organization, query, variables);
    const headers = { 'idempotency-key': randomUUID() };
    for (;;) {
      const answer = await this.#ask(`${kind} with a key`, organization, query, variables, headers);
      if (answer || this.#stopped) return answer;
      await sleep(10 + Math.random() * 40);
    }
  }

  /** The answer, or undefined where the request came to nothing that says anything. */
  async #ask(
    kind: string,
    { key }: TestOrganization,
    query: string,
    variables: object,
    headers: Record<string, string> = {},
  ): Promise<Answered | undefined> {
    this.tallies[kind] ??= { sent: 0, answered: 0, failed: 0 };
    const tally = this.tallies[kind];
    tally.sent++;
    this.sent++;
    const answer = await ask(this.#url(), { query, variables }, { 'x-api-key': key, ...headers }).catch(
      () => undefined,
    );
    const codes = answer?.errors?.map(({ extensions }) => extensions.code) ?? [];
    if (codes.some((code) => !faultCodes.includes(code)))
      this.#history.violations.push(`an error that misleads: ${JSON.stringify(answer?.errors)}`);
    if (!answer || codes.length > 0) {
      tally.failed++;
      this.failed++;
      return undefined;
    }
    tally.answered++;
    return answer;
  }
}
