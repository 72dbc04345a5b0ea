import { invalidInput, mutation, notFound, partnerOnly } from '../../../support/operation.ts';
import { creditFields, groupFields } from '../fields.ts';

export const setGroupCredits = mutation<{ groupId: string; monthly?: number | null; oneOff?: number | null }>(
  'setGroupCredits',
  {
    SetGroupCreditsSuccess: `group { ${groupFields} ${creditFields} }`,
    GroupBillingNotProvisioned: `group { ${groupFields} }`,
    BillingProviderFailed: 'provider retryable',
    ...invalidInput,
    ...notFound,
    ...partnerOnly,
  },
);
