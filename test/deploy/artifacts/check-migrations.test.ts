import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the check says of a migration, and its exit code. */
async function check(sql: string): Promise<{ code: number; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'group-gateway-migrations-'));
  await mkdir(join(folder, '20990101000000_new'));
  await writeFile(join(folder, '20990101000000_new', 'migration.sql'), sql);
  const run = await new Promise<{ code: number; said: string }>((done) =>
    execFile(process.execPath, ['scripts/check-migrations.mjs', folder], (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    ),
  );
  await rm(folder, { recursive: true });
  return run;
}

test.each([
  'CREATE INDEX "groups_x_idx" ON "groups"("name")',
  'create unique index on public.groups (name)',
  'CREATE INDEX CONCURRENTLY a ON groups (name); CREATE TABLE b ()',
  'ALTER TABLE "groups" ADD COLUMN "token" UUID NOT NULL DEFAULT gen_random_uuid()',
  'ALTER TABLE groups ADD COLUMN n BIGSERIAL',
  'ALTER TABLE groups ADD COLUMN a int, ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED',
  'ALTER TABLE "groups" ALTER COLUMN "revision" SET DATA TYPE BIGINT',
  'ALTER TABLE "groups" ALTER COLUMN "external_id" SET NOT NULL',
  'ALTER TABLE "groups" ADD CONSTRAINT "a" FOREIGN KEY ("organization_id", "id") REFERENCES "websites"("organization_id", "id")',
  "ALTER TABLE groups ADD CONSTRAINT a CHECK (name <> '')",
  'ALTER TABLE groups ADD CONSTRAINT a UNIQUE (name)',
  'ALTER TABLE groups SET UNLOGGED',
  'LOCK TABLE groups IN EXCLUSIVE MODE',
  "-- harmless; it seems\nUPDATE groups SET name = 'a;b'",
  'DELETE FROM groups',
])('refused, with what to do instead: %s', async (sql) => {
  const { code, said } = await check(sql);
  expect({ code, said }).toEqual({
    code: 1,
    said: expect.stringMatching(/20990101000000_new: ".+" .+\n {2}Instead: /),
  });
});

test.each([
  'CREATE TABLE a (id uuid DEFAULT gen_random_uuid()); CREATE INDEX ON a (id); UPDATE a SET id = NULL; ALTER TABLE a ADD UNIQUE (id)',
  'CREATE INDEX CONCURRENTLY a ON groups (name)',
  'ALTER TABLE groups ADD COLUMN a int NOT NULL DEFAULT 0, ADD COLUMN b text, ADD COLUMN c timestamptz DEFAULT now()',
  "ALTER TABLE groups ADD CONSTRAINT a CHECK (name <> '') NOT VALID",
  'ALTER TABLE groups VALIDATE CONSTRAINT a',
  'ALTER TABLE groups ADD CONSTRAINT a UNIQUE USING INDEX b',
  "UPDATE label_languages SET name = 'x'",
  'DROP TABLE groups',
  'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE groups SET name = name; $$',
])('taken: %s', async (sql) => {
  expect(await check(sql)).toEqual({ code: 0, said: expect.any(String) });
});
