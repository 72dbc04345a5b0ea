import { ResourceFields, type ValuesOf } from '../resources/fields.ts';
import { flag } from '../resources/given-fields.ts';

const fields = {
  id: { column: 'id', readAs: 'text' as const },
  lookupName: { column: 'lookup_name', isRecorded: true },
  displayOrder: { column: 'display_order', isRecorded: true },
  customerCareAccess: flag('customer_care_access'),
  createdAt: { column: 'created_at' },
  updatedAt: { column: 'updated_at' },
  revision: { column: 'revision' },
};

/** The plain fields of an account group; the table is `a`. Its given ones are what the API calls attributes. */
export const accountGroupFields = new ResourceFields('a', fields);

export type AccountGroupValues = ValuesOf<typeof fields>;
