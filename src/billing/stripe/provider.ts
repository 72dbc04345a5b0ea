import type Stripe from 'stripe';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { inParallel } from '../parallel.ts';
import { type Balances, type Billed, type BillingProvider, idOf, type SetBalances } from '../provider.ts';
import { StripeBalances } from './balances.ts';
import { type StripeOptions, stripeClient } from './client.ts';
import { StripeCustomers } from './customers.ts';
import { isMissing, toProviderError } from './errors.ts';
import { endOf, monthOf } from './months.ts';

/** Stripe allows 100 reads a second, to all nodes together. */
const maxParallel = 10;
/** How long one customer's renewal may take; a later run goes on. */
const renewalTimeoutMs = 30_000;

/**
 * Stripe: what has credits is a customer that carries our ids in its metadata, its credits are credit grants. Stripe resets
 * nothing by itself, so monthly credits are granted for this month and the next, and {@link StripeBilling.renewMonthly}
 * goes on from there.
 */
export class StripeBilling implements BillingProvider {
  readonly name = 'stripe';
  readonly balancesReusableMs = 5000;
  readonly #prisma: PrismaClient;
  readonly #customers: StripeCustomers;
  readonly #options: StripeOptions;
  readonly #clock: () => Date;

  /** @param clock for tests of what the turn of a month does */
  constructor(prisma: PrismaClient, options: StripeOptions, clock = () => new Date()) {
    this.#prisma = prisma;
    this.#customers = new StripeCustomers(prisma);
    this.#options = options;
    this.#clock = clock;
  }

  ensureEntity(billed: Billed, signal: AbortSignal): Promise<void> {
    return this.#call(signal, (stripe) => this.#customers.ensure(stripe, billed));
  }

  setBalances(billed: Billed, { monthly, oneOff }: SetBalances, signal: AbortSignal) {
    return this.#call(signal, async (stripe): Promise<'set' | 'no-entity'> => {
      const customer = await this.#customers.find(stripe, billed);
      if (!customer) return 'no-entity';
      const now = this.#clock();
      const wanted = { ...(monthly !== undefined && { monthly }), ...(oneOff !== undefined && { one_off: oneOff }) };
      try {
        await this.#balances(stripe, customer.id, now).set(wanted);
      } catch (error) {
        if (isMissing(error)) return 'no-entity';
        throw error;
      }
      if (!customer.recorded) await this.#customers.record(billed, customer.id);
      if (monthly !== undefined)
        await this.#prisma.stripeCustomer.updateMany({
          where: { organizationId: billed.organizationId, entityId: idOf(billed) },
          data: { monthlyRenewsAt: monthly > 0 ? endOf(monthOf(now)) : null },
        });
      return 'set';
    });
  }

  resetAfterSetting(monthly: number): Date | null {
    return monthly > 0 ? endOf(monthOf(this.#clock())) : null;
  }

  readBalances(organizationId: string, ids: readonly string[], signal: AbortSignal) {
    return this.#call(signal, async (stripe) => {
      const now = this.#clock();
      const balances = new Map<string, Balances>();
      await inParallel(await this.#records(organizationId, ids), maxParallel, async ({ entityId, customerId }) => {
        try {
          balances.set(entityId, await this.#balances(stripe, customerId, now).read());
        } catch (error) {
          if (!isMissing(error)) throw error;
        }
      });
      return balances;
    });
  }

  findEntities(organizationId: string, ids: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    return this.#call(signal, async (stripe) =>
      this.#customers.findAll(stripe, organizationId, await this.#records(organizationId, ids), ids),
    );
  }

  /**
   * Grants the monthly credits of the next month to the customers that are due. Any number of nodes may do so at any
   * time.
   *
   * @returns how many were due, and what went wrong with some of them
   */
  async renewMonthly(signal: AbortSignal): Promise<{ due: number; failures: unknown[] }> {
    const now = this.#clock();
    const due = await this.#prisma.stripeCustomer.findMany({
      where: { monthlyRenewsAt: { lte: now } },
      select: { organizationId: true, entityId: true, customerId: true },
      orderBy: { monthlyRenewsAt: 'asc' },
    });
    const failures: unknown[] = [];
    await inParallel(due, maxParallel, async ({ customerId, ...entity }) => {
      if (signal.aborted) return;
      // Node.js may collect AbortSignal.timeout() that only AbortSignal.any() knows, and then it never aborts.
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), renewalTimeoutMs);
      await this.#call(AbortSignal.any([signal, late.signal]), async (stripe) => {
        const renewed = await this.#balances(stripe, customerId, now)
          .renew()
          .catch((error: unknown) => {
            if (isMissing(error)) return false;
            throw error;
          });
        await this.#prisma.stripeCustomer.updateMany({
          // Left alone if the credits were set in the meantime.
          where: { ...entity, customerId, monthlyRenewsAt: { lte: now } },
          data: { monthlyRenewsAt: renewed ? endOf(monthOf(now)) : null },
        });
      })
        .catch((error: unknown) => failures.push(error))
        .finally(() => clearTimeout(timer));
    });
    return { due: due.length, failures };
  }

  #records(organizationId: string, ids: readonly string[]) {
    return this.#prisma.stripeCustomer.findMany({
      where: { organizationId, entityId: { in: [...ids] } },
      select: { entityId: true, customerId: true },
    });
  }

  #balances(stripe: Stripe, customer: string, now: Date): StripeBalances {
    return new StripeBalances(stripe, customer, { currency: this.#options.currency, now });
  }

  async #call<T>(signal: AbortSignal, work: (stripe: Stripe) => Promise<T>): Promise<T> {
    try {
      return await work(stripeClient(this.#options, signal));
    } catch (error) {
      throw toProviderError(error, signal);
    }
  }
}
