import type { GivenField } from './fields.ts';
import { maxExternalId } from './input-issues.ts';

/** A name that must be there. */
export const requiredName = (column: string): GivenField<string> => ({
  column,
  type: 'text',
  isClearable: false,
  check: (issues, path, sent) => issues.checkName(path, sent),
});

/** A name that may be missing. */
export const optionalName = (column: string): GivenField<string | null> => ({
  column,
  type: 'text',
  isClearable: true,
  initial: null,
  check: (issues, path, sent) => issues.checkName(path, sent),
});

/** The partner's own id. */
export const externalId: GivenField<string | null> = {
  column: 'external_id',
  type: 'text',
  isClearable: true,
  isPartnerOnly: true,
  initial: null,
  check: (issues, path, sent) => {
    issues.checkText(path, sent as string, maxExternalId);
    return sent;
  },
};

/** A setting that is on or off. */
export const flag = (column: string): GivenField<boolean> => ({
  column,
  type: 'boolean',
  isClearable: false,
  initial: false,
  check: (issues, path, sent) => {
    if (sent === null) issues.add(path, 'must be true or false: leave it out to keep the setting');
    return sent === true;
  },
});
