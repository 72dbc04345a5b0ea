/** An answer of Autumn: a status and a JSON document. */
export interface AutumnAnswer {
  status: number;
  json: unknown;
  headers?: Record<string, string>;
}

interface Grant {
  id: string;
  interval: string;
  included: number;
  remaining: number;
  resetsAt: number | null;
}

/** An entity; a list, as the books must be able to show that one was made twice. */
interface Entity {
  id: string;
  featureId: string;
  grants: Grant[];
}

interface Customer {
  entities: Entity[];
  creating: boolean;
}

const failed = (status: number, code: string, message: string): AutumnAnswer => ({
  status,
  json: { message, code, env: 'sandbox' },
});

const done = { status: 200, json: { success: true } };

// biome-ignore lint/suspicious/noExplicitAny: bodies are whatever a client sends
type Body = any;

/** The features that entities can be of. */
const entityFeatures = ['groups', 'websites', 'organizations'];

/** What Autumn knows and does, as its documentation says, for these features and `credits`. */
export class AutumnBooks {
  readonly customers = new Map<string, Customer>();
  readonly #idempotencyKeys = new Set<string>();
  /** How long the creation of an entity takes: others for the customer are told to come back meanwhile. */
  creationMs = 0;
  #grants = 0;

  async answer(path: string, body: Body, idempotencyKey: string | undefined): Promise<AutumnAnswer> {
    if (idempotencyKey !== undefined) {
      if (this.#idempotencyKeys.has(idempotencyKey))
        return failed(409, 'duplicate_idempotency_key', 'This idempotency key was used already');
      this.#idempotencyKeys.add(idempotencyKey);
    }
    const answer = await this.#route(path, body);
    if (idempotencyKey !== undefined && answer.status >= 400 && answer.status !== 409)
      this.#idempotencyKeys.delete(idempotencyKey);
    return answer;
  }

  async #route(path: string, body: Body): Promise<AutumnAnswer> {
    if (typeof body?.customer_id !== 'string') return failed(400, 'invalid_inputs', 'customer_id is missing');
    switch (path) {
      case '/v1/entities.create':
        return this.#createEntity(body);
      case '/v1/entities.get':
        return this.#getEntity(body);
      case '/v1/entities.list':
        return this.#listEntities(body);
      case '/v1/balances.create':
        return this.#createBalance(body);
      case '/v1/balances.update':
        return this.#updateBalance(body);
      default:
        return failed(404, 'not_found', `There is no ${path}`);
    }
  }

  find(customerId: string, entityId: string): Entity | undefined {
    return this.customers.get(customerId)?.entities.find(({ id }) => id === entityId);
  }

  count(customerId: string, entityId: string): number {
    return this.customers.get(customerId)?.entities.filter(({ id }) => id === entityId).length ?? 0;
  }

  balances(customerId: string, entityId: string): { monthly: number | null; oneOff: number | null } {
    const grants = this.find(customerId, entityId)?.grants ?? [];
    const sum = (wanted: string) => {
      const bucket = grants.filter(({ interval }) => interval === wanted);
      return bucket.length > 0 ? bucket.reduce((total, { remaining }) => total + remaining, 0) : null;
    };
    return { monthly: sum('month'), oneOff: sum('one_off') };
  }

  async #createEntity(body: Body): Promise<AutumnAnswer> {
    if (!entityFeatures.includes(body.feature_id))
      return failed(404, 'feature_not_found', `Feature ${body.feature_id} not found`);
    let customer = this.customers.get(body.customer_id);
    if (!customer) {
      customer = { entities: [], creating: false };
      this.customers.set(body.customer_id, customer);
    }
    if (customer.creating) return failed(423, 'lock_already_exists', 'Entity creation already in progress');
    if (this.find(body.customer_id, body.entity_id))
      return failed(409, 'entity_already_exists', `Entity ${body.entity_id} already exists`);
    customer.creating = true;
    if (this.creationMs > 0) await new Promise((made) => setTimeout(made, this.creationMs));
    customer.entities.push({ id: body.entity_id, featureId: body.feature_id, grants: [] });
    customer.creating = false;
    return { status: 200, json: this.#document(body.customer_id, body.entity_id) };
  }

  #missing(body: Body): AutumnAnswer | undefined {
    if (!this.customers.has(body.customer_id)) return failed(404, 'customer_not_found', 'Customer not found');
    if (body.entity_id !== undefined && !this.find(body.customer_id, body.entity_id))
      return failed(404, 'entity_not_found', `Entity ${body.entity_id} not found`);
    return undefined;
  }

  #getEntity(body: Body): AutumnAnswer {
    return this.#missing(body) ?? { status: 200, json: this.#document(body.customer_id, body.entity_id) };
  }

  #listEntities({ customer_id, limit = 50, start_cursor = '' }: Body): AutumnAnswer {
    const entities = this.customers.get(customer_id)?.entities ?? [];
    const start = Number(start_cursor || 0);
    const end = start + limit;
    const list = entities.slice(start, end).map(({ id }) => this.#document(customer_id, id));
    return { status: 200, json: { list, next_cursor: end < entities.length ? String(end) : null } };
  }

  #createBalance(body: Body): AutumnAnswer {
    if (body.feature_id !== 'credits') return failed(404, 'feature_not_found', `Feature ${body.feature_id} not found`);
    const missing = this.#missing(body);
    if (missing) return missing;
    const grants = this.customers.get(body.customer_id)?.entities.flatMap((entity) => entity.grants) ?? [];
    if (body.balance_id !== undefined && grants.some(({ id }) => id === body.balance_id))
      return failed(409, 'invalid_request', `balance_id '${body.balance_id}' is already in use for this customer`);
    const interval = body.reset?.interval ?? 'one_off';
    this.find(body.customer_id, body.entity_id)?.grants.push({
      id: body.balance_id ?? `cus_ent_${this.#grants++}`,
      interval,
      included: body.included_grant,
      remaining: body.included_grant,
      resetsAt: interval === 'one_off' ? null : Date.now() + 30 * 86_400_000,
    });
    return done;
  }

  /** Sets what remains of all grants that the interval chooses; where there is none, nothing. */
  #updateBalance(body: Body): AutumnAnswer {
    if (body.feature_id !== 'credits') return failed(404, 'feature_not_found', `Feature ${body.feature_id} not found`);
    const missing = this.#missing(body);
    if (missing) return missing;
    const grants = this.find(body.customer_id, body.entity_id)?.grants ?? [];
    const chosen = grants.filter(({ interval }) => body.interval === undefined || interval === body.interval);
    for (const [index, grant] of chosen.entries()) grant.remaining = index === 0 ? body.remaining : 0;
    return done;
  }

  #document(customerId: string, entityId: string): object {
    const { featureId, grants } = this.find(customerId, entityId) as Entity;
    const sum = (of: (grant: Grant) => number) => grants.reduce((total, grant) => total + of(grant), 0);
    const balance = {
      feature_id: 'credits',
      granted: sum(({ included }) => included),
      remaining: sum(({ remaining }) => remaining),
      usage: sum(({ included, remaining }) => included - remaining),
      unlimited: false,
      overage_allowed: false,
      max_purchase: null,
      next_reset_at: grants.find(({ resetsAt }) => resetsAt)?.resetsAt ?? null,
      breakdown: grants.map(({ id, interval, included, remaining, resetsAt }) => ({
        id,
        plan_id: null,
        included_grant: included,
        prepaid_grant: 0,
        remaining,
        usage: included - remaining,
        unlimited: false,
        reset: { interval, resets_at: resetsAt },
        price: null,
        expires_at: null,
      })),
    };
    return {
      id: entityId,
      name: null,
      customer_id: customerId,
      feature_id: featureId,
      created_at: 1771409161016,
      env: 'sandbox',
      subscriptions: [],
      purchases: [],
      balances: grants.length > 0 ? { credits: balance } : {},
      invoices: [],
    };
  }
}
