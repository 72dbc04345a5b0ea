// `one` and `rename` of the comparison, of groups whose external ids are known.
import { fixedExternalId, fixedGroups } from '../comparison/data.mjs';
import { operations as all } from '../comparison/operations.mjs';

const random = (count) => Math.floor(Math.random() * count);

export const operations = {
  one: {
    step({ organizations }) {
      const organization = organizations[random(organizations.length)];
      const at = random(fixedGroups);
      return { organization, id: organization.groups[at], externalId: fixedExternalId(at) };
    },
  },
  rename: all.rename,
};
