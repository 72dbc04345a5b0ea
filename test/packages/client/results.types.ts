// Compiled by `npm run typecheck`, never run: each line under a "ts-expect-error" has to be an error.
import { type DeleteWebsiteMutation, matchResult } from '../../../client/src/index.ts';

declare const result: DeleteWebsiteMutation['deleteWebsite'];

export const outcome: string | number = matchResult(result, {
  DeleteWebsiteSuccess: ({ website }) => website.url,
  ResourceNotFound: ({ missingId }) => missingId.length,
  WebsiteRevisionConflict: ({ message }) => message,
  otherwise: ({ message, __typename }) => message ?? __typename,
});

// @ts-expect-error The outcome is what the handlers come to, all of them.
export const narrow: string = outcome;

// @ts-expect-error A member is left out.
matchResult(result, {
  DeleteWebsiteSuccess: () => true,
  otherwise: () => false,
});

// @ts-expect-error What a newer service adds is left out.
matchResult(result, {
  DeleteWebsiteSuccess: () => true,
  ResourceNotFound: () => false,
  WebsiteRevisionConflict: () => false,
});

matchResult(result, {
  DeleteWebsiteSuccess: () => true,
  ResourceNotFound: () => false,
  WebsiteRevisionConflict: () => false,
  // @ts-expect-error No member of this union.
  BillingProviderFailed: () => false,
  otherwise: () => false,
});

matchResult(result, {
  // @ts-expect-error The member has no such field.
  DeleteWebsiteSuccess: ({ group }) => group,
  ResourceNotFound: () => false,
  WebsiteRevisionConflict: () => false,
  otherwise: () => false,
});

// @ts-expect-error No value of a result union.
matchResult(null, { otherwise: () => false });
