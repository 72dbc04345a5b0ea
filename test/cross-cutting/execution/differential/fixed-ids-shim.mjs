// Makes a process give out the same ids and API keys in each run, so that two services that do the same have the same rows.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

let count = 0;
crypto.randomUUID = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;

const { createHash, randomBytes } = crypto;
const keyBytes = 20;
let keys = 0;
crypto.randomBytes = (size, ...rest) =>
  size === keyBytes && rest.length === 0
    ? createHash('sha1').update(`key ${++keys}`).digest()
    : randomBytes(size, ...rest);
syncBuiltinESMExports();
