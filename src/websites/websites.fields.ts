import { type GivenField, ResourceFields } from '../resources/fields.ts';
import { externalId, optionalName } from '../resources/given-fields.ts';
import { normalizeUrl } from './website-url.ts';

/** Only a new website is given one. */
const url: GivenField<string> = {
  column: 'url',
  type: 'text',
  isClearable: false,
  check: (issues, path, sent) => {
    const address = normalizeUrl(sent as string);
    if ('url' in address) return address.url;
    issues.add(path, address.issue);
    return '';
  },
};

/** The plain fields of a website; the table is `w`. */
export const websiteFields = new ResourceFields('w', {
  id: { column: 'id' },
  url,
  name: optionalName('name'),
  externalId,
  createdAt: { column: 'created_at' },
  updatedAt: { column: 'updated_at' },
  deletedAt: { column: 'deleted_at' },
  revision: { column: 'revision' },
});
