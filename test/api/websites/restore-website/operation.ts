import { mutation, notFound } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const restoreWebsite = mutation<{ id: string; expectedRevision?: number | null }>('restoreWebsite', {
  RestoreWebsiteSuccess: `website { ${websiteFields} }`,
  WebsiteExternalIdTaken: `externalId existingWebsite { ${websiteFields} }`,
  WebsiteRevisionConflict: `currentWebsite { ${websiteFields} }`,
  ...notFound,
});
