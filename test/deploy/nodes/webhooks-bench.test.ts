import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serverUrl } from '../../support/postgres.ts';

test('the long run of webhooks finds nothing in a short one, with a node that is killed', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/webhooks/main.mjs'], {
    env: { ...process.env, DATABASE_URL: serverUrl(), CHANGES: '400', NODES: '2', KILLS: '1', ROUNDS: '0' },
  });
  expect(stdout).toMatch(/\d+ changes, 1 nodes killed: every change arrived/);
}, 180_000);
