import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';
import { type ServiceProcess, startService } from '../support/service.ts';
import type { ProviderHarness } from './provider-harness.ts';

const updateGroup = `mutation ($input: UpdateGroupInput!) {
  updateGroup(input: $input) {
    __typename
    ... on UpdateGroupSuccess { group { id name billingEnabled externalId websites { totalCount } } }
    ... on BillingProviderFailed { provider retryable }
    ... on ResourceError { message }
  }
}`;

const setGroupCredits = `mutation ($input: SetGroupCreditsInput!) {
  setGroupCredits(input: $input) {
    __typename
    ... on SetGroupCreditsSuccess { group { credits { total monthly { balance } oneOff { balance } } } }
    ... on BillingProviderFailed { provider retryable }
    ... on ResourceError { message }
  }
}`;

const createGroup = `mutation ($input: CreateGroupInput!) {
  createGroup(input: $input) {
    __typename
    ... on CreateGroupSuccess { group { id billingEnabled credits { total } } }
    ... on BillingProviderFailed { provider retryable }
    ... on ResourceError { message }
  }
}`;

/** A database that fails, for organizations in a table: each write of a group of theirs, with the row in the details. */
const failingWrites = `
  CREATE TABLE failing (organization uuid PRIMARY KEY);
  CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM failing WHERE organization = new.organization_id) THEN
      RAISE 'no more room' USING DETAIL = format('Failing row contains %s.', new);
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON groups FOR EACH ROW EXECUTE FUNCTION fail()`;

// biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
type Result = any;

/** A service process with a provider, on a database of its own, which survives the process. */
export class ProviderService {
  readonly databaseUrl: string;
  readonly harness: ProviderHarness;
  readonly #env: Record<string, string>;
  readonly #drop: () => Promise<void>;
  #process: ServiceProcess | undefined;
  #endedOutput = '';
  /** Every answer, as it came. */
  readonly answers: string[] = [];

  private constructor(
    database: { url: string; drop(): Promise<void> },
    harness: ProviderHarness,
    env: Record<string, string>,
  ) {
    this.databaseUrl = database.url;
    this.harness = harness;
    this.#env = { ...harness.env, DATABASE_URL: database.url, ...env };
    this.#drop = database.drop;
  }

  static async open(harness: ProviderHarness, env: Record<string, string>): Promise<ProviderService> {
    const service = new ProviderService(await createDatabase(serverUrl()), harness, env);
    await service.start();
    await query(service.databaseUrl, failingWrites);
    return service;
  }

  /** Another node on the same database. */
  async addNode(env: Record<string, string>): Promise<ProviderService> {
    const node = new ProviderService({ url: this.databaseUrl, drop: async () => {} }, this.harness, env);
    await node.start();
    return node;
  }

  async start(): Promise<void> {
    this.#process = await startService(this.#env);
  }

  /** What the service wrote so far, in all its lives. */
  get output(): string {
    return this.#endedOutput + (this.#process?.output() ?? '');
  }

  /** Why calls of the provider failed, by the log from a position on; waits a moment for a line to come. */
  async failuresSince(position: number): Promise<string[]> {
    for (let look = 0; look < 100; look++) {
      const lines = this.output.slice(position).matchAll(/"reason":"(\w+)".*"the billing provider failed"/g);
      const reasons = Array.from(lines, ([, reason]) => reason as string);
      if (reasons.length > 0) return reasons;
      await sleep(10);
    }
    return [];
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#endedOutput = this.output;
    this.#process = undefined;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.#drop();
  }

  createOrganization(): Promise<TestOrganization> {
    return TestOrganization.create({ database: this.databaseUrl });
  }

  async send(organization: TestOrganization, query: string, variables: object): Promise<Answer> {
    const answer = await send(organization.key, query, { ...variables }, { url: this.#process?.url as string });
    this.answers.push(JSON.stringify([answer.data, answer.errors]));
    return answer;
  }

  createGroup(organization: TestOrganization, input: object): Promise<Result> {
    return this.#mutate(organization, 'createGroup', createGroup, input);
  }

  updateGroup(organization: TestOrganization, input: object): Promise<Result> {
    return this.#mutate(organization, 'updateGroup', updateGroup, input);
  }

  setGroupCredits(organization: TestOrganization, input: object): Promise<Result> {
    return this.#mutate(organization, 'setGroupCredits', setGroupCredits, input);
  }

  /** The result, or the error of a request that was not expected to fail. */
  async #mutate(organization: TestOrganization, field: string, document: string, input: object): Promise<Result> {
    const { data, errors } = await this.send(organization, document, { input });
    return data?.[field] ?? { __typename: 'Error', code: errors?.[0]?.extensions.code };
  }

  /** From now on the database refuses, or takes again, what is written of the organization's groups. */
  async failWrites(organization: TestOrganization, fails: boolean): Promise<void> {
    await organization.query(
      fails ? 'INSERT INTO failing VALUES ($1) ON CONFLICT DO NOTHING' : 'DELETE FROM failing WHERE organization = $1',
      [organization.id],
    );
  }

  /** Everything that is stored of an organization, but for what the provider or its adapter keeps. */
  async stored(organization: TestOrganization): Promise<string> {
    const rows: { table: string }[] = JSON.parse(await organization.snapshot());
    return JSON.stringify(rows.filter(({ table }) => !this.harness.ownTables?.includes(table)));
  }

  /** The organization's billed groups, and the groups that the provider has entities for; both in order. */
  async ledger(organization: TestOrganization): Promise<{ billed: string[]; entities: string[] }> {
    const billed = await organization.query(
      'SELECT id FROM groups WHERE organization_id = $1 AND billing_enabled ORDER BY id',
      [organization.id],
    );
    return {
      billed: billed.map(({ id }) => id as string),
      entities: (await this.harness.entities(organization)).sort(),
    };
  }

  /** Whether the group is billed, and how many entities the provider has for it. */
  async books(organization: TestOrganization, groupId: string): Promise<{ flag: boolean; entities: number }> {
    const { billed, entities } = await this.ledger(organization);
    return { flag: billed.includes(groupId), entities: entities.filter((id) => id === groupId).length };
  }
}
