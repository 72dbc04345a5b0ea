import { mutation, notFound } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const deleteWebsite = mutation<{ id: string; expectedRevision?: number | null }>('deleteWebsite', {
  DeleteWebsiteSuccess: `website { ${websiteFields} }`,
  WebsiteRevisionConflict: `currentWebsite { ${websiteFields} }`,
  ...notFound,
});
