import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { Billing, type BillingEvents } from './billing.ts';
import type { BillingProvider } from './provider.ts';
import { SandboxBilling } from './sandbox/provider.ts';

/** The provider that the configuration names; of the others, nothing is loaded. */
export async function openProvider(config: Config, prisma: PrismaClient): Promise<BillingProvider> {
  switch (config.BILLING_PROVIDER) {
    case 'autumn': {
      const { AutumnBilling } = await import('./autumn/provider.ts');
      return new AutumnBilling({
        url: config.AUTUMN_URL,
        secretKey: config.AUTUMN_SECRET_KEY as string,
        creditsFeatureId: config.AUTUMN_CREDITS_FEATURE_ID,
        entityFeatureIds: {
          group: config.AUTUMN_GROUP_FEATURE_ID,
          website: config.AUTUMN_WEBSITE_FEATURE_ID,
          organization: config.AUTUMN_ORGANIZATION_FEATURE_ID,
        },
      });
    }
    case 'stripe': {
      const { StripeBilling } = await import('./stripe/provider.ts');
      return new StripeBilling(prisma, {
        apiUrl: config.STRIPE_API_URL,
        secretKey: config.STRIPE_SECRET_KEY as string,
        currency: config.STRIPE_CREDITS_CURRENCY,
      });
    }
    case 'sandbox':
      return new SandboxBilling(prisma);
  }
}

/** Billing at the provider that the configuration names, with its failures in the operator's log. */
export async function openBilling(config: Config, prisma: PrismaClient, log: Logger): Promise<Billing> {
  const provider = await openProvider(config, prisma);
  return Billing.of(provider, config.BILLING_TIMEOUT_MS, billingLog(log, provider.name));
}

/** Of a failure its name, never the provider's words; the error itself only where the fault may be this service's. */
function billingLog(log: Logger, provider: string): BillingEvents {
  return {
    failed({ operation, error, ms }) {
      const { reason, retryable, code } = error;
      const details = { provider, operation, reason, retryable, code, ms };
      if (reason === 'unexpected') log.error({ ...details, err: error }, 'the billing provider failed');
      else log[retryable ? 'warn' : 'error'](details, 'the billing provider failed');
    },
    circuit(circuit) {
      log[circuit === 'closed' ? 'info' : 'warn']({ provider, circuit }, 'the circuit of the billing provider');
    },
  };
}
