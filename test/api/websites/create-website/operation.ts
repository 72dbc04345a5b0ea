import { invalidInput, mutation, partnerOnly } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const createWebsite = mutation<{ url: string; name?: string | null; externalId?: string | null }>(
  'createWebsite',
  {
    CreateWebsiteSuccess: `website { ${websiteFields} }`,
    WebsiteExternalIdTaken: `externalId existingWebsite { ${websiteFields} }`,
    ...invalidInput,
    ...partnerOnly,
  },
);
