import { mutation, notFound } from '../../../support/operation.ts';
import { websiteFields } from '../fields.ts';

export const deleteWebsite = mutation<{ id: string }>('deleteWebsite', {
  DeleteWebsiteSuccess: `website { ${websiteFields} }`,
  ...notFound,
});
