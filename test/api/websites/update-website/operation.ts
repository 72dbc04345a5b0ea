import { invalidInput, mutation, notFound, partnerOnly } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const updateWebsite = mutation<{ id: string; name?: string | null; externalId?: string | null }>(
  'updateWebsite',
  {
    UpdateWebsiteSuccess: `website { ${websiteFields} }`,
    WebsiteExternalIdTaken: `externalId existingWebsite { ${websiteFields} }`,
    ...invalidInput,
    ...notFound,
    ...partnerOnly,
  },
);
