import Stripe from 'stripe';
import type { Balances } from '../provider.ts';
import { type Bucket, type Grant, latestSetting, leftovers, nextSet, readGrants } from './grants.ts';
import { endOf, type Month, monthOf, nextMonth, startOf } from './months.ts';
import { once } from './once.ts';

/** A customer's books: its credit grants at Stripe, read as two buckets and set as two buckets. */
export class StripeBalances {
  readonly #stripe: Stripe;
  readonly #customer: string;
  readonly #currency: string;
  readonly #now: Date;

  constructor(stripe: Stripe, customer: string, { currency, now }: { currency: string; now: Date }) {
    this.#stripe = stripe;
    this.#customer = customer;
    this.#currency = currency;
    this.#now = now;
  }

  /** One call, and another for each bucket that has credits. */
  async read(): Promise<Balances> {
    const grants = await this.#read();
    const setting = latestSetting(grants, 'monthly');
    const [monthly, oneOff] = await Promise.all([
      this.#available(this.#current(grants, 'monthly')),
      this.#available(this.#current(grants, 'one_off')),
    ]);
    const resets = setting?.grants.some(({ month }) => month && month >= monthOf(this.#now));
    return { monthly, monthlyResetsAt: resets ? endOf(monthOf(this.#now)) : null, oneOff };
  }

  /**
   * Sets buckets. The grant for now comes first: from then on the bucket reads as set, and a repeat only finishes what
   * was left over. To revoke one grant sets a bucket to nothing.
   */
  async set(balances: Partial<Record<Bucket, number>>): Promise<void> {
    const grants = await this.#read();
    for (const [bucket, amount] of Object.entries(balances) as [Bucket, number][]) {
      if (amount > 0) await this.#grant(grants, bucket, amount);
      else for (const grant of latestSetting(grants, bucket)?.grants ?? []) if (!grant.ended) await this.#end(grant);
    }
    await this.#settle();
  }

  /** Grants the monthly credits of this month and the next; whether there are any. */
  async renew(): Promise<boolean> {
    const grants = await this.#read();
    const setting = latestSetting(grants, 'monthly');
    if (!setting) return false;
    await this.#complete(grants, 'monthly', setting.set, setting.amount);
    await this.#settle();
    return true;
  }

  #read(): Promise<Grant[]> {
    return readGrants(this.#stripe, this.#customer, { currency: this.#currency, now: this.#now });
  }

  /** What a bucket's latest setting grants now: one grant, unless somebody went behind Stripe's back. */
  #current(grants: Grant[], bucket: Bucket): Grant[] {
    const month = bucket === 'monthly' ? monthOf(this.#now) : null;
    return (latestSetting(grants, bucket)?.grants ?? []).filter((grant) => grant.month === month && !grant.ended);
  }

  async #available(grants: Grant[]): Promise<number> {
    const parts = await Promise.all(
      grants.map(async ({ id }) => {
        const summary = await this.#stripe.billing.creditBalanceSummaries.retrieve({
          customer: this.#customer,
          filter: { type: 'credit_grant', credit_grant: id },
        });
        const ours = summary.balances.find(
          ({ available_balance: { monetary } }) => monetary?.currency === this.#currency,
        );
        return ours?.available_balance.monetary?.value ?? 0;
      }),
    );
    return parts.reduce((sum, part) => sum + part, 0);
  }

  async #grant(grants: Grant[], bucket: Bucket, amount: number): Promise<void> {
    const setting = latestSetting(grants, bucket);
    const current = this.#current(grants, bucket);
    const isSet = setting?.amount === amount && current.length === 1 && (await this.#available(current)) === amount;
    await this.#complete(grants, bucket, isSet ? setting.set : nextSet(grants, bucket), amount);
  }

  /** Creates those grants of a setting that are not there yet: for ever, or for this month and the next. */
  async #complete(grants: Grant[], bucket: Bucket, set: number, amount: number): Promise<void> {
    const month = monthOf(this.#now);
    for (const wanted of bucket === 'monthly' ? [month, nextMonth(month)] : [null]) {
      const isWanted = (grant: Grant) =>
        grant.bucket === bucket && grant.set === set && grant.amount === amount && grant.month === wanted;
      if (grants.some(isWanted)) continue;
      await once<{ id: string }>(
        ['grant', this.#customer, this.#currency, bucket, set, wanted, amount].join(' '),
        (options) => this.#stripe.billing.creditGrants.create(this.#params(bucket, set, wanted, amount), options),
        async () => (await this.#read()).find(isWanted),
      );
    }
  }

  #params(bucket: Bucket, set: number, month: Month | null, amount: number): Stripe.Billing.CreditGrantCreateParams {
    return {
      customer: this.#customer,
      name: month === null ? 'One-off credits' : `Monthly credits, ${month}`,
      category: 'promotional',
      amount: { type: 'monetary', monetary: { currency: this.#currency, value: amount } },
      applicability_config: { scope: { price_type: 'metered' } },
      ...(month !== null && { expires_at: startOf(nextMonth(month)).getTime() / 1000 }),
      ...(month !== null && month > monthOf(this.#now) && { effective_at: startOf(month).getTime() / 1000 }),
      metadata: { bucket, set: String(set), ...(month !== null && { month }) },
    };
  }

  /** Ends what others, or a call that was broken off, left over. */
  async #settle(): Promise<void> {
    for (const grant of leftovers(await this.#read())) await this.#end(grant);
  }

  /** A grant that is not in effect yet is voided, another expired; the other way round where Stripe refuses that. */
  async #end({ id, month }: Grant): Promise<void> {
    const { creditGrants } = this.#stripe.billing;
    const isPending = month !== null && month > monthOf(this.#now);
    for (const [attempt, how] of (isPending ? ['void', 'expire'] : ['expire', 'void']).entries())
      try {
        await once(
          `${how} ${id}`,
          (options) =>
            how === 'void' ? creditGrants.voidGrant(id, {}, options) : creditGrants.expire(id, {}, options),
          () => this.#findEnded(id),
        );
        return;
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        // Somebody else may have ended it.
        if (await this.#findEnded(id)) return;
        if (attempt > 0) throw error;
      }
  }

  async #findEnded(id: string): Promise<Stripe.Billing.CreditGrant | undefined> {
    const grant = await this.#stripe.billing.creditGrants.retrieve(id);
    const ended = grant.voided_at !== null || (grant.expires_at !== null && grant.expires_at <= grant.updated);
    return ended ? grant : undefined;
  }
}
