import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

test('answers tell browsers that they are data, whatever the answer is', async () => {
  const { key } = await TestOrganization.create();
  const requests: [path: string, init: RequestInit][] = [
    ['/livez', {}],
    ['/readyz', {}],
    ['/nonsense', {}],
    ['/graphql', {}],
    ['/graphql?query={__typename}', { headers: { 'x-api-key': key } }],
    ['/graphql', { method: 'POST', headers: { 'x-api-key': key, 'content-type': 'text/html' }, body: '<script>' }],
  ];
  for (const [path, init] of requests) {
    const { headers } = await fetch(`${serviceUrl()}${path}`, init);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': expect.stringMatching(/^application\/(json|graphql-response\+json)/),
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('server')).toBe(false);
    if (path.startsWith('/graphql')) expect(headers.get('cache-control')).toBe('no-store');
  }
});
