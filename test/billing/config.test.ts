import { runService } from '../support/service.ts';

test.each([
  [{ BILLING_PROVIDER: 'autumn' }, 'AUTUMN_SECRET_KEY must be set for BILLING_PROVIDER=autumn'],
  [
    { BILLING_PROVIDER: 'autumn', AUTUMN_SECRET_KEY: 'am_sk_secret with blanks' },
    'AUTUMN_SECRET_KEY must be one word of printable ASCII characters',
  ],
  [
    { BILLING_PROVIDER: 'autumn', AUTUMN_SECRET_KEY: 'am_sk_secret', AUTUMN_URL: 'api.useautumn.com' },
    'AUTUMN_URL must be an address that starts with https:// or http://',
  ],
  [{ AUTUMN_GROUP_FEATURE_ID: 'site groups' }, 'AUTUMN_GROUP_FEATURE_ID must be letters, digits, "_" and "-"'],
])('the start is refused, in one line that shows no secret: %o', async (env, line) => {
  const { code, stdout, stderr } = await runService(env as Record<string, string>);
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `group-gateway: ${line}\n` });
});
