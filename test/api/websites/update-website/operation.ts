import { invalidInput, mutation, notFound, partnerOnly } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const updateWebsite = mutation<{
  id: string;
  name?: string | null;
  externalId?: string | null;
  expectedRevision?: number | null;
}>('updateWebsite', {
  UpdateWebsiteSuccess: `website { ${websiteFields} }`,
  WebsiteExternalIdTaken: `externalId existingWebsite { ${websiteFields} }`,
  WebsiteRevisionConflict: `currentWebsite { ${websiteFields} }`,
  ...invalidInput,
  ...notFound,
  ...partnerOnly,
});
