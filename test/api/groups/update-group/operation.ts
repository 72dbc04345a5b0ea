import { invalidInput, mutation, notFound, partnerOnly } from '../../../support/operation.ts';
import { groupFields } from '../fields.ts';

export interface UpdateGroupInput {
  id: string;
  name?: string | null;
  addWebsiteIds?: string[] | null;
  removeWebsiteIds?: string[] | null;
  billingEnabled?: boolean | null;
  externalId?: string | null;
  expectedRevision?: number | null;
}

export const updateGroup = mutation<UpdateGroupInput>('updateGroup', {
  UpdateGroupSuccess: `group { ${groupFields} }`,
  GroupExternalIdTaken: `externalId existingGroup { ${groupFields} }`,
  GroupRevisionConflict: `currentGroup { ${groupFields} }`,
  BillingProviderFailed: 'provider retryable',
  ...invalidInput,
  ...notFound,
  ...partnerOnly,
});
