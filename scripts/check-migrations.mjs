#!/usr/bin/env node
// Refuses migrations that rewrite a table of unknown size, or lock it for as long as it takes to read it: the nodes of the
// version before serve meanwhile. Names each statement, and what to do instead. Checks prisma/migrations, or a given folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Released, or seen to be harmless: the reason why each may stay. */
const allowed = {
  '20261122180000_groups_of_websites': 'the first',
  '20261130120000_read_only_keys': 'its update is of one key by its primary key',
  '20261130140110_demo_key_administration': 'its update is of two keys by their primary keys',
};

/** Of some dozens of rows everywhere. */
const small = ['label_languages', 'sandbox_billing_outages', '_prisma_migrations'];

const folder = process.argv[2] ?? 'prisma/migrations';

/** The statements of a file, without comments; a text or a body of a function stays whole. */
function statementsOf(sql) {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^-/'"$;]+|[\s\S]/g;
  const statements = [''];
  for (const [part] of sql.matchAll(token)) {
    if (part === ';') statements.push('');
    else if (!part.startsWith('--') && !part.startsWith('/*')) statements[statements.length - 1] += part;
  }
  return statements.map((statement) => statement.replace(/\s+/g, ' ').trim()).filter((statement) => statement !== '');
}

const tableIn = (pattern, statement) =>
  pattern
    .exec(statement)?.[1]
    ?.replace(/^"?public"?\./, '')
    .replaceAll('"', '');
const name = String.raw`((?:"?\w+"?\.)?"?\w+"?)`;
const created = new RegExp(`^CREATE TABLE (?:IF NOT EXISTS )?${name}`, 'i');

/** A default is stored once where it is the same for all rows; everything else is computed row by row. */
const volatile =
  /\b(?:gen_random_uuid|uuid_generate_\w+|random|clock_timestamp|timeofday|nextval|pg_current_xact_id)\s*\(/i;

/** What is wrong with a statement on a table that exists, each with what to do instead. */
const rules = [
  {
    table: new RegExp(
      String.raw`^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?(?:"?\w+"? )?ON (?:ONLY )?${name}`,
      'i',
    ),
    refuses: () => true,
    because: 'holds up every change of the table until the index is built',
    instead: 'CREATE INDEX CONCURRENTLY, alone in a migration',
  },
  {
    refuses: (_, change) =>
      /^ADD (?!CONSTRAINT)/i.test(change) &&
      (volatile.test(change) || /\b(?:BIG|SMALL)?SERIAL\b|\bGENERATED\b/i.test(change)),
    because: 'writes the table anew',
    instead: 'add the column without a value, set the default after it, and fill in old rows in batches by a command',
  },
  {
    refuses: (_, change) => /^ALTER (?:COLUMN )?"?\w+"? (?:SET DATA )?TYPE\b/i.test(change),
    because: 'writes the table anew',
    instead: 'add another column, fill it in batches by a command, and drop the old one a version later',
  },
  {
    refuses: (_, change) => /^ALTER (?:COLUMN )?"?\w+"? SET NOT NULL\b/i.test(change),
    because: 'reads the table while nobody may',
    instead: 'add CHECK (… IS NOT NULL) NOT VALID, and validate it in a migration after it',
  },
  {
    refuses: (_, change) =>
      /^ADD (?:CONSTRAINT "?\w+"? )?(?:FOREIGN KEY|CHECK)\b/i.test(change) && !/\bNOT VALID$/i.test(change),
    because: 'reads the table while nobody may change it',
    instead: 'add it NOT VALID, and validate it in a migration after it',
  },
  {
    refuses: (_, change) =>
      /^ADD (?:CONSTRAINT "?\w+"? )?(?:PRIMARY KEY|UNIQUE|EXCLUDE)\b/i.test(change) && !/\bUSING INDEX\b/i.test(change),
    because: 'builds an index while nobody may read the table',
    instead: 'CREATE UNIQUE INDEX CONCURRENTLY in a migration before it, then ADD CONSTRAINT … USING INDEX',
  },
  {
    refuses: (statement, change) =>
      /^(?:SET (?:LOGGED|UNLOGGED|TABLESPACE|ACCESS METHOD))\b/i.test(change) ||
      (/^VALIDATE CONSTRAINT\b/i.test(change) && /,/.test(statement)),
    because: 'holds the table for as long as it takes to read it',
    instead: 'do it apart, at a quiet time',
  },
  {
    table: new RegExp(
      String.raw`^(?:LOCK(?: TABLE)?|CLUSTER|VACUUM FULL|REINDEX(?: \(.*\))? TABLE(?! CONCURRENTLY)) (?:ONLY )?${name}`,
      'i',
    ),
    refuses: () => true,
    because: 'holds the table for as long as it takes',
    instead: 'leave it out',
  },
  {
    table: new RegExp(`^(?:UPDATE|DELETE FROM) (?:ONLY )?${name}`, 'i'),
    refuses: () => true,
    because: 'changes any number of rows in one transaction, each of which stays locked until its end',
    instead: 'a command, or the service itself, that goes on in batches',
  },
];
const alter = new RegExp(`^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?${name} (.*)$`, 'i');

/** The parts of ALTER TABLE; a comma in brackets is none between them. */
function changesOf(text) {
  const changes = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) changes.push('');
    else changes[changes.length - 1] += character;
  }
  return changes.map((change) => change.trim());
}

function faultsOf(statements) {
  const isOwn = (table) =>
    small.includes(table) || statements.some((statement) => tableIn(created, statement) === table);
  const faults = statements.flatMap((statement) => {
    const [, altered, text = ''] = alter.exec(statement) ?? [];
    const table = altered && tableIn(alter, statement);
    return rules
      .filter((rule) => {
        if (!rule.table) return table && !isOwn(table) && changesOf(text).some((change) => rule.refuses(text, change));
        const own = tableIn(rule.table, statement);
        return own && !isOwn(own) && rule.refuses(statement);
      })
      .map(({ because, instead }) => ({ statement, because, instead }));
  });
  const apart = statements.find((statement) => /\bCONCURRENTLY\b/i.test(statement));
  if (apart && statements.length > 1)
    faults.push({ statement: apart, because: 'cannot be part of a transaction', instead: 'a migration of its own' });
  return faults;
}

let found = 0;
const entries = await readdir(folder, { withFileTypes: true });
for (const migration of entries
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()) {
  if (migration in allowed) continue;
  for (const { statement, because, instead } of faultsOf(
    statementsOf(await readFile(join(folder, migration, 'migration.sql'), 'utf8')),
  )) {
    found++;
    console.error(`${migration}: "${statement.slice(0, 100)}" ${because}.\n  Instead: ${instead}.`);
  }
}
if (found > 0) {
  console.error(
    `${found} statements refused. One that is harmless here is allowed by name, with the reason, in scripts/check-migrations.mjs.`,
  );
  process.exit(1);
}
console.log('No migration rewrites or locks a table of unknown size for long.');
