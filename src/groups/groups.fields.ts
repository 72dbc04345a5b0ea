import { ResourceFields, type ValuesOf } from '../resources/fields.ts';
import { externalId, flag, requiredName } from '../resources/given-fields.ts';

const fields = {
  id: { column: 'id' },
  name: requiredName('name'),
  billingEnabled: flag('billing_enabled'),
  externalId,
  createdAt: { column: 'created_at' },
  updatedAt: { column: 'updated_at' },
  revision: { column: 'revision' },
};

/** The plain fields of a group; the table is `g`. */
export const groupFields = new ResourceFields('g', fields);

export type GroupValues = ValuesOf<typeof fields>;
