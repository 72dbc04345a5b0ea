import { invalidInput, mutation, partnerOnly } from '../../../support/operation.ts';
import { groupFields } from '../fields.ts';

export interface CreateGroupInput {
  name: string;
  websiteIds: string[];
  billingEnabled?: boolean | null;
  externalId?: string | null;
}

export const createGroup = mutation<CreateGroupInput>('createGroup', {
  CreateGroupSuccess: `group { ${groupFields} }`,
  GroupExternalIdTaken: `externalId existingGroup { ${groupFields} }`,
  BillingProviderFailed: 'provider retryable',
  ...invalidInput,
  ...partnerOnly,
});
