import { z } from 'zod';
import type { AnswerDescription } from '../route.ts';
import { linksShape } from './links.ts';

/** A whole number of 64 bits, which JavaScript's numbers are too small for. */
export const int64 = (description: string) =>
  z
    .custom<number | bigint>((value) => typeof value === 'bigint' || Number.isSafeInteger(value), {
      error: 'must be a whole number from 1 to 9223372036854775807',
    })
    .meta({ description, type: 'integer', format: 'int64', minimum: 1 });

export const time = (description: string) => z.string().meta({ description, format: 'date-time', readOnly: true });

export const errorShape = z
  .object({
    type: z.string().meta({ description: 'An address that stands for the kind of the error.' }),
    title: z.string().meta({ description: 'The kind of the error in words.' }),
    status: z.int().meta({ description: 'The status of HTTP.' }),
    detail: z.string().meta({ description: 'What went wrong and what to do about it.' }),
    instance: z.string().meta({ description: 'The address of the request.' }),
    'o:errorCode': z
      .string()
      .meta({ description: 'The kind of the error, for programs, for example OSC-CREST-00006.' }),
  })
  .meta({ id: 'ErrorDocument', description: 'Why a request was refused. Nothing was changed.' });

const reasons: Record<number, string> = {
  400: 'Something in the request is wrong.',
  401: 'The request has no valid API key.',
  403: 'This key may not do this.',
  404: 'Your organization has no such resource.',
  409: 'Another resource is in the way, or a request with this idempotency key is still running.',
  422: 'The idempotency key was used for another request.',
  429: 'Your organization has spent its points. The header `retry-after` says when to come again.',
  503: 'The service has too much to do. Nothing was done. Send the request again in a moment.',
};

export const errors = (...statuses: number[]): Record<number, AnswerDescription> =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: reasons[status] as string, schema: errorShape }]),
  );

export const none = z.strictObject({});

const languageShape = z.object({
  id: z.int().meta({ description: 'The number of the language.' }),
  lookupName: z.string().meta({ description: 'The locale, for example `en_US`.' }),
});

export const labelShape = z
  .object({
    labelText: z.string().meta({ description: 'The text.' }),
    language: languageShape,
    links: linksShape,
  })
  .meta({ id: 'Label', description: 'A text in one language.' });

const nested = z.object({ links: linksShape });

export const accountGroupShape = z
  .object({
    id: int64('The unique identifier of the account group.'),
    lookupName: z
      .string()
      .meta({ description: 'The name in the default language of your organization.', readOnly: true }),
    createdTime: time('When the account group was created.'),
    updatedTime: time('When the account group was last updated.'),
    attributes: z.object({
      customerCareAccess: z.boolean().meta({ description: 'Whether the accounts have access to customer care.' }),
    }),
    descriptions: nested.meta({ description: 'Where the descriptions are, one for each language.' }),
    displayOrder: z.int().meta({ description: 'The place among the account groups, 1 to 2147483647.' }),
    name: z.string().meta({
      description: 'The name in the language of the header `accept-language`, else as lookupName.',
      readOnly: true,
    }),
    names: nested.meta({ description: 'Where the names are, one for each language.' }),
    links: linksShape,
  })
  .meta({ id: 'accountGroups', description: 'The Account Groups allow staff accounts to be grouped.' });

export const accountShape = z
  .object({
    id: int64('The unique identifier of the account.'),
    lookupName: z.string().meta({ description: 'The display name.', readOnly: true }),
    displayName: z.string().meta({ description: 'The name of the member of staff, 1 to 255 characters.' }),
    login: z.string().meta({ description: 'The unique name to log in with, 1 to 255 characters.' }),
    staffGroup: z
      .object({ id: int64('The id of the account group.'), lookupName: z.string(), links: linksShape })
      .meta({ description: 'The account group that the account is in.' }),
    links: linksShape,
  })
  .meta({ id: 'accounts', description: 'The accounts of members of staff.' });

/** A list answers with a few members of each entry, and with those that `fields` names. */
export const listOf = (shape: typeof accountGroupShape | typeof accountShape) =>
  z.object({
    items: z.array(shape.partial()),
    hasMore: z.boolean().meta({ description: 'Whether there are more entries after these.' }),
    links: linksShape,
  });
