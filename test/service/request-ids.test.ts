import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runningEmbeddedDatabase } from '../../src/database/embedded/open.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { query } from '../support/postgres.ts';
import { startService } from '../support/service.ts';

test("a request's id stands in PostgreSQL's log with each of its statements, which stay prepared", async () => {
  const folder = await temporaryFolder();
  const service = await startService({ DATA_DIR: folder.path });
  try {
    const url = (await runningEmbeddedDatabase(folder.path)) as string;
    const organization = await TestOrganization.create({ database: url });
    const id = await organization.addGroup({ websiteIds: await organization.addWebsites(2) });
    const database = new URL(url).pathname.slice(1);
    await query(url, `ALTER DATABASE ${database} SET log_min_duration_statement = 0`);
    await query(
      url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND application_name = $1',
      ['group-gateway'],
    );
    const ask = (requestId: string) =>
      data(
        organization.key,
        'query ($id: ID!) { group(id: $id) { name websites { totalCount nodes { url } } } }',
        { id },
        { url: service.url, headers: { 'x-request-id': requestId } },
      );
    for (let n = 0; n < 10; n++) await ask(`request-${n}`);
    const long = 'x'.repeat(128);
    await ask(long);
    const lines = async () => (await readFile(join(folder.path, 'postgres', 'server.log'), 'utf8')).split('\n');
    const executed = async (requestId: string) =>
      (await lines()).filter((line) => line.includes(' execute ') && line.includes(`/${requestId}/`));
    await eventually('the last request is logged', async () => (await executed(long.slice(0, 48))).length >= 2);
    for (let n = 0; n < 10; n++) expect((await executed(`request-${n}`)).length).toBeGreaterThanOrEqual(2);
    // A statement is parsed once a connection, whichever requests it is for.
    const count = async (step: RegExp) => (await lines()).filter((line) => step.test(line)).length;
    const [parsed, all] = [await count(/ parse gg\d+: /), await count(/ execute gg\d+\//)];
    expect(parsed).toBeGreaterThan(0);
    expect(parsed).toBeLessThan(all / 2);
  } finally {
    await service.kill();
    await folder.remove();
  }
});
