import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A secret as the Standard Webhooks specification writes it: 256 random bits. */
export const newSigningSecret = () => prefix + randomBytes(32).toString('base64');

/**
 * The headers that the Standard Webhooks specification asks for.
 *
 * @param secrets all that are valid: each makes a signature, so that receivers can go from one to the next
 */
export function signedHeaders(id: string, timestamp: number, body: string, secrets: readonly string[]) {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
