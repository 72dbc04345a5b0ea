import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { databaseUrl } from '../support/organization.ts';
import { spawnService } from '../support/service.ts';
import { SmallDisk } from '../support/small-disk.ts';

const mounted = await SmallDisk.mount('10m');
const disk = mounted as SmallDisk;
if (!mounted) console.log('Left out: a disk that is full, as this test may not mount one.');
afterAll(() => mounted?.unmount());

(mounted ? test : test.skip)(
  'requests are answered while the disk of the log is full, and are in it once it has room',
  async () => {
    const file = join(disk.path, 'log');
    const log = await open(file, 'w');
    const port = await freePort();
    const service = spawnService({ DATABASE_URL: databaseUrl(), PORT: String(port) }, log.fd);
    try {
      const get = (id: string) => fetch(`http://127.0.0.1:${port}/nowhere`, { headers: { 'x-request-id': id } });
      await eventually('the service', () =>
        get('before').then(
          () => true,
          () => false,
        ),
      );
      await disk.fill();
      for (let n = 0; n < 200; n++) expect((await get(`full-${n}`)).status).toBe(404); // some pages of lines
      expect(await readFile(file, 'utf8')).not.toContain('full-199');
      await disk.empty();
      expect((await get('after')).status).toBe(404);
      const lines = async () =>
        (await readFile(file, 'utf8'))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).reqId);
      await eventually('what came afterwards', async () => (await lines()).includes('after'));
      expect((await lines()).filter((id) => id?.startsWith('full-'))).toEqual(
        Array.from({ length: 200 }, (_, n) => `full-${n}`),
      );
    } finally {
      service.kill('SIGKILL');
      await once(service, 'exit');
      await log.close();
    }
  },
);
