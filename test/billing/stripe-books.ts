import { randomBytes } from 'node:crypto';
import { type Params, textAt, textsAt } from './stripe-form.ts';

/** An error as Stripe words it. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly error: Record<string, unknown>;

  constructor(status: number, error: Record<string, unknown>) {
    super(String(error.code));
    this.status = status;
    this.error = error;
  }
}

const invalid = (code: string, param: string, message = `Invalid ${param}`) =>
  new StripeRefusal(400, { type: 'invalid_request_error', code, param, message });

export interface StoredCustomer {
  id: string;
  object: 'customer';
  created: number;
  description: string | null;
  metadata: Record<string, string>;
  deleted?: true;
}

export interface StoredGrant {
  id: string;
  object: 'billing.credit_grant';
  amount: { type: 'monetary'; monetary: { currency: string; value: number } };
  applicability_config: unknown;
  category: string;
  created: number;
  customer: string;
  effective_at: number;
  expires_at: number | null;
  metadata: Record<string, string>;
  name: string | null;
  updated: number;
  voided_at: number | null;
}

const currencies = ['usd', 'eur', 'gbp', 'jpy'];
const maxUnusedGrants = 100;
const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`;

/** What Stripe keeps of customers and credit grants, by the rules of its documentation. */
export class StripeBooks {
  readonly customers: StoredCustomer[] = [];
  readonly grants: StoredGrant[] = [];
  /** How much of each grant was applied to invoices. */
  readonly used = new Map<string, number>();
  /** How long a search does not find what was created. */
  searchLagMs = 0;
  clock = () => new Date();
  readonly #searchableAt = new Map<string, number>();

  get now(): number {
    return Math.floor(this.clock().getTime() / 1000);
  }

  /** Those that stand for a group and are not deleted. */
  customersOf(groupId: string): StoredCustomer[] {
    return this.customers.filter(({ metadata, deleted }) => metadata.group_id === groupId && !deleted);
  }

  /** Those that stand for groups of an organization and are not deleted. */
  customersIn(organizationId: string): StoredCustomer[] {
    return this.customers.filter(({ metadata, deleted }) => metadata.organization_id === organizationId && !deleted);
  }

  /** What a group's customers can spend in a bucket, by Stripe's own reckoning. */
  available(groupId: string, bucket: string): number {
    const ids = this.customersOf(groupId).map(({ id }) => id);
    return this.grants
      .filter(({ customer, metadata }) => ids.includes(customer) && metadata.bucket === bucket)
      .reduce((sum, grant) => sum + this.availableOf(grant), 0);
  }

  availableOf(grant: StoredGrant): number {
    const isInEffect =
      grant.voided_at === null &&
      grant.effective_at <= this.now &&
      (grant.expires_at === null || grant.expires_at > this.now);
    return isInEffect ? grant.amount.monetary.value - (this.used.get(grant.id) ?? 0) : 0;
  }

  createCustomer(params: Params): StoredCustomer {
    const customer: StoredCustomer = {
      id: newId('cus'),
      object: 'customer',
      created: this.now,
      description: textAt(params, 'description') ?? null,
      metadata: textsAt(params, 'metadata'),
    };
    this.customers.unshift(customer);
    this.#searchableAt.set(customer.id, Date.now() + this.searchLagMs);
    return customer;
  }

  /** Deleted customers can still be retrieved, with nothing but their id. */
  retrieveCustomer(id: string): unknown {
    const customer = this.customers.find((found) => found.id === id);
    if (!customer)
      throw new StripeRefusal(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'id',
        message: `No such customer: '${id}'`,
      });
    return customer.deleted ? { id, object: 'customer', deleted: true } : customer;
  }

  /** The subset of the query language that is in use: `metadata['key']:'value'`, joined by AND or by OR. */
  searchCustomers(query: string): StoredCustomer[] {
    const anyOf = query.includes(' OR ');
    const clauses = query.split(anyOf ? ' OR ' : ' AND ').map((text) => /^metadata\['(\w+)'\]:'([\w-]+)'$/.exec(text));
    if (clauses.includes(null)) throw invalid('parameter_invalid', 'query');
    return this.customers.filter(({ id, metadata, deleted }) => {
      const meets = (clause: string[] | null) => clause !== null && metadata[clause[1] as string] === clause[2];
      const matches = anyOf ? clauses.some(meets) : clauses.every(meets);
      return matches && !deleted && Date.now() >= (this.#searchableAt.get(id) ?? 0);
    });
  }

  createGrant(params: Params): StoredGrant {
    this.#requireCustomer(params);
    const customer = textAt(params, 'customer') as string;
    const value = Number(textAt(params, 'amount', 'monetary', 'value'));
    const currency = textAt(params, 'amount', 'monetary', 'currency') ?? '';
    if (!Number.isSafeInteger(value) || value < 1)
      throw invalid('parameter_invalid_integer', 'amount[monetary][value]');
    if (!currencies.includes(currency)) throw invalid('parameter_invalid', 'amount[monetary][currency]');
    if (textAt(params, 'applicability_config', 'scope', 'price_type') !== 'metered')
      throw invalid('parameter_missing', 'applicability_config');
    const effective = Number(textAt(params, 'effective_at') ?? this.now);
    const expires = textAt(params, 'expires_at');
    if (expires !== undefined && Number(expires) <= Math.max(this.now, effective))
      throw invalid('parameter_invalid', 'expires_at');
    const unused = this.grants.filter(
      (grant) => grant.customer === customer && !this.used.has(grant.id) && !this.#hasEnded(grant),
    );
    if (unused.length >= maxUnusedGrants)
      throw invalid('parameter_invalid', 'customer', 'Too many unused credit grants');
    const grant: StoredGrant = {
      id: newId('credgr_test'),
      object: 'billing.credit_grant',
      amount: { type: 'monetary', monetary: { currency, value } },
      applicability_config: params.applicability_config,
      category: textAt(params, 'category') ?? 'paid',
      created: this.now,
      customer,
      effective_at: effective,
      expires_at: expires === undefined ? null : Number(expires),
      metadata: textsAt(params, 'metadata'),
      name: textAt(params, 'name') ?? null,
      updated: this.now,
      voided_at: null,
    };
    this.grants.unshift(grant);
    return grant;
  }

  grantsOf(params: Params): StoredGrant[] {
    this.#requireCustomer(params);
    return this.grants.filter(({ customer }) => customer === textAt(params, 'customer'));
  }

  findGrant(id: string): StoredGrant {
    const grant = this.grants.find((found) => found.id === id);
    if (!grant)
      throw new StripeRefusal(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'id',
        message: `No such credit grant: '${id}'`,
      });
    return grant;
  }

  expireGrant(id: string): StoredGrant {
    const grant = this.findGrant(id);
    if (this.#hasEnded(grant) || grant.effective_at > this.now) throw invalid('credit_grant_not_active', 'id');
    return Object.assign(grant, { expires_at: this.now, updated: this.now });
  }

  voidGrant(id: string): StoredGrant {
    const grant = this.findGrant(id);
    if (this.#hasEnded(grant) || this.used.has(id)) throw invalid('credit_grant_not_voidable', 'id');
    return Object.assign(grant, { voided_at: this.now, updated: this.now });
  }

  summary(params: Params): unknown {
    this.#requireCustomer(params);
    if (textAt(params, 'filter', 'type') !== 'credit_grant') throw invalid('parameter_invalid', 'filter[type]');
    const grant = this.findGrant(textAt(params, 'filter', 'credit_grant') ?? '');
    const { currency } = grant.amount.monetary;
    const amount = { type: 'monetary', monetary: { currency, value: this.availableOf(grant) } };
    return {
      object: 'billing.credit_balance_summary',
      balances: [{ available_balance: amount, ledger_balance: amount }],
      customer: grant.customer,
    };
  }

  #hasEnded({ voided_at, expires_at }: StoredGrant): boolean {
    return voided_at !== null || (expires_at !== null && expires_at <= this.now);
  }

  #requireCustomer(params: Params): void {
    const id = textAt(params, 'customer') ?? '';
    if (this.customers.some((customer) => customer.id === id && !customer.deleted)) return;
    throw invalid('resource_missing', 'customer', `No such customer: '${id}'`);
  }
}
