import { ResourceFields } from '../resources/fields.ts';

/** The plain fields of an organization; the table is `o`. */
export const organizationFields = new ResourceFields('o', {
  id: { column: 'id' },
  name: { column: 'name' },
  isPartner: { column: 'is_partner' },
});
