import { invalidInput, mutation, notFound, partnerOnly } from '../../../support/operation.ts';
import { creditFields } from '../../groups/fields.ts';
import { websiteFields } from '../fields.ts';

export const setWebsiteCredits = mutation<{ websiteId: string; monthly?: number | null; oneOff?: number | null }>(
  'setWebsiteCredits',
  {
    SetWebsiteCreditsSuccess: `website { ${websiteFields} ${creditFields} changes { nodes { kind revision monthlyCredits { from to } oneOffCredits { from to } } } }`,
    BillingProviderFailed: 'provider retryable',
    ...invalidInput,
    ...notFound,
    ...partnerOnly,
  },
);
