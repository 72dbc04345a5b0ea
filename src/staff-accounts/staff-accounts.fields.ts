import { ResourceFields } from '../resources/fields.ts';
import { requiredName } from '../resources/given-fields.ts';

/** The plain fields of a staff account; the table is `s`. */
export const staffAccountFields = new ResourceFields('s', {
  id: { column: 'id', readAs: 'text' },
  login: requiredName('login'),
  displayName: requiredName('display_name'),
  accountGroupId: { column: 'account_group_id', readAs: 'text', isRecorded: true },
});
