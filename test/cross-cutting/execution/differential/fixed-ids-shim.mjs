// Makes a process give out the same ids and secrets in each run, so that two services that do the same have the same rows.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { createHash, randomBytes, randomUUID } = crypto;

/** Libraries name their transactions by ids, and deliveries their leases: of these, jobs need more or fewer. */
const isOfJob = () => /node_modules|webhooks\/delivery/.test(new Error().stack?.split('\n')[3] ?? '');
let count = 0;
crypto.randomUUID = () => (isOfJob() ? randomUUID() : `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`);

/** The sizes of API keys and of signing secrets, which nothing else has, with their hashes. */
const hashes = { 20: 'sha1', 32: 'sha256' };
let secrets = 0;
crypto.randomBytes = (size, ...rest) =>
  hashes[size] && rest.length === 0
    ? createHash(hashes[size]).update(`secret ${++secrets}`).digest()
    : randomBytes(size, ...rest);
syncBuiltinESMExports();
