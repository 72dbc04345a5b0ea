import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';
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
    return service;
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

  async updateGroup(organization: TestOrganization, input: object): Promise<Result> {
    return (await this.send(organization, updateGroup, { input })).data.updateGroup;
  }

  async setGroupCredits(organization: TestOrganization, input: object): Promise<Result> {
    return (await this.send(organization, setGroupCredits, { input })).data.setGroupCredits;
  }

  /** Everything that is stored of an organization, but for what the provider or its adapter keeps. */
  async stored(organization: TestOrganization): Promise<string> {
    const rows: { table: string }[] = JSON.parse(await organization.snapshot());
    return JSON.stringify(rows.filter(({ table }) => !this.harness.ownTables?.includes(table)));
  }

  /** Whether the group is billed, and how many entities the provider has for it. */
  async books(organization: TestOrganization, groupId: string): Promise<{ flag: boolean; entities: number }> {
    const [group] = await organization.query('SELECT billing_enabled AS flag FROM groups WHERE id = $1', [groupId]);
    return {
      flag: group?.flag as boolean,
      entities: await this.harness.countEntities(organization, groupId),
    };
  }
}
