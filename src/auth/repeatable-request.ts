import { createHash } from 'node:crypto';
import type { RepeatableRequest } from '../database/idempotency.ts';
import { IdempotencyKeyInvalidError } from '../errors.ts';
import { type KeyHeaders, keyOf } from './authenticate.ts';
import type { Caller } from './caller.ts';

const printable = /^[ -~]{1,255}$/;

/**
 * A request with an idempotency key. Its fingerprint is the same for the same request of a caller with the same rights.
 *
 * @param headers with the caller's key, which seals secrets that are stored
 * @param asked what makes it the same request
 * @throws IdempotencyKeyInvalidError
 */
export function repeatableRequest(
  { organization, apiKey, websiteScope }: Caller,
  headers: KeyHeaders,
  key: string,
  ...asked: unknown[]
): RepeatableRequest {
  if (!printable.test(key)) throw new IdempotencyKeyInvalidError();
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([apiKey.permissions, websiteScope === null && !apiKey.readOnly, ...asked]))
    .digest('hex');
  const secret = keyOf(headers) as string; // of a caller, so it is there
  return { organizationId: organization.id, apiKeyId: apiKey.id, key, fingerprint, secret };
}
