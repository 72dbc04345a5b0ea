import type { IncomingMessage } from 'node:http';

const basic = /^Basic +([A-Za-z0-9+/=]+)$/i;

/** What stands behind the name in the credentials of Basic: our key. */
function passwordOf(authorization: string): string | undefined {
  const [, encoded] = basic.exec(authorization) ?? [];
  const [, password] = /^[^:]*:(.+)$/.exec(Buffer.from(encoded ?? '', 'base64').toString('latin1')) ?? [];
  return password;
}

const overridable = new Set(['PATCH', 'DELETE']);

/**
 * Turns what clients of this API do in their own way into what HTTP and this service have for it, before anything looks
 * at the request: Basic authorization, and methods that a proxy on their side does not let through.
 */
export function adaptRequest(request: IncomingMessage): void {
  const { headers, method } = request;
  const password = passwordOf(headers.authorization ?? '');
  if (password !== undefined) headers.authorization = `Bearer ${password}`;
  const override = headers['x-http-method-override']?.toString().toUpperCase();
  if (method === 'POST' && override && overridable.has(override)) request.method = override;
}
