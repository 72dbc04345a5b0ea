import { mutation, notFound } from '../../../support/operation.ts';
import { groupFields } from '../fields.ts';

export const deleteGroup = mutation<{ id: string; expectedRevision?: number | null }>('deleteGroup', {
  DeleteGroupSuccess: 'deletedGroupId',
  GroupBillingStillEnabled: `group { ${groupFields} }`,
  GroupRevisionConflict: `currentGroup { ${groupFields} }`,
  ...notFound,
});
