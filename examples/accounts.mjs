// The accounts of a partner: what a service of the partner's own would read from its database.
import { readFileSync } from 'node:fs';

export const accounts = JSON.parse(
  readFileSync(process.env.ACCOUNTS_FILE ?? new URL('accounts.json', import.meta.url), 'utf8'),
);
