import type { WebhookEventType } from '../../../src/generated/prisma/enums.ts';
import { data } from '../../support/graphql.ts';
import { mutation } from '../../support/operation.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const endpoint = 'id url description events isEnabled disabledReason previousSecretUntil';
const refused = { InvalidResourceInput: 'issues { path message }', ResourceNotFound: 'typeName id' };
const disabled = { ResourceNotFound: 'typeName id', WebhookEndpointDisabled: 'webhookEndpointId' };

export const create = mutation<object>('createWebhookEndpoint', {
  CreateWebhookEndpointSuccess: `signingSecret webhookEndpoint { ${endpoint} }`,
  InvalidResourceInput: 'issues { path message }',
  WebhookEndpointLimitReached: 'limit',
});
export const update = mutation<object>('updateWebhookEndpoint', {
  UpdateWebhookEndpointSuccess: `webhookEndpoint { ${endpoint} }`,
  ...refused,
});
export const remove = mutation<object>('deleteWebhookEndpoint', {
  DeleteWebhookEndpointSuccess: 'deletedWebhookEndpointId',
  ResourceNotFound: 'typeName id',
});
export const rotate = mutation<object>('rotateWebhookSigningSecret', {
  RotateWebhookSigningSecretSuccess: `signingSecret webhookEndpoint { ${endpoint} }`,
  ...refused,
});
export const sendTest = mutation<object>('sendTestWebhook', {
  SendTestWebhookSuccess: 'webhookDelivery { id event status payload }',
  ...disabled,
});
export const redeliver = mutation<object>('redeliverWebhook', {
  RedeliverWebhookSuccess: 'webhookDelivery { id status }',
  ...disabled,
});

export interface Delivery {
  id: string;
  event: WebhookEventType;
  status: 'PENDING' | 'DELIVERED' | 'FAILED';
  attempts: { at: string; responseStatus: number | null; durationMs: number; error: string | null }[];
  payload: string;
}

/** Nodes on a database of their own: those of other tests would deliver, too, and may not send to this machine. */
export class Site {
  readonly nodes: ServiceProcess[] = [];
  readonly #database: Awaited<ReturnType<typeof createDatabase>>;

  private constructor(database: Awaited<ReturnType<typeof createDatabase>>) {
    this.#database = database;
  }

  /** @param env of the nodes, beside what each has */
  static async open(nodes = 1, env: Record<string, string> = {}): Promise<Site> {
    const site = new Site(await createDatabase(serverUrl()));
    for (let n = 0; n < nodes; n++) await site.addNode(env);
    return site;
  }

  async addNode(env: Record<string, string> = {}): Promise<ServiceProcess> {
    const node = await startService({
      DATABASE_URL: this.url,
      WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true',
      RATE_LIMIT_POINTS: '0',
      ...env,
    });
    this.nodes.push(node);
    return node;
  }

  get url(): string {
    return this.#database.url;
  }

  get node(): ServiceProcess {
    return this.nodes[0] as ServiceProcess;
  }

  organization(options: { partner?: boolean } = {}): Promise<TestOrganization> {
    return TestOrganization.create({ ...options, database: this.url });
  }

  /** Sends a request to the first node. */
  data(key: string, query: string, variables: Record<string, unknown> = {}) {
    return data(key, query, variables, { url: this.node.url });
  }

  /** What {@link create} and the others send, to the first node. */
  async run(operation: typeof create, key: string, input: object) {
    const answer = Object.values(await this.data(key, operation.document, { input }));
    return answer[0] as Awaited<ReturnType<typeof create>>;
  }

  /** An endpoint of an organization; its id and secret. */
  async endpoint(
    { key }: TestOrganization,
    url: string,
    events: WebhookEventType[] = ['GROUP_UPDATED'],
  ): Promise<{ id: string; secret: string }> {
    const created = await this.run(create, key, { url, events });
    return { id: created.webhookEndpoint.id, secret: created.signingSecret };
  }

  /** The deliveries of an endpoint, the newest first. */
  async deliveries({ key }: TestOrganization, id: string): Promise<Delivery[]> {
    const answer = await this.data(
      key,
      `query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(first: 100) { nodes {
        id event status payload attempts { at responseStatus durationMs error }
      } } } }`,
      { id },
    );
    return answer.webhookEndpoint.deliveries.nodes;
  }

  rename({ key }: TestOrganization, id: string, name: string) {
    return this.data(key, 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }', {
      input: { id, name },
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.#database.drop();
  }
}
