import type { OldKey } from '../auth/key-times.service.ts';
import {
  type CreatedKey,
  createKey,
  type KeyRecord,
  keyStatus,
  listKeys,
  revokeKey,
  rotateKey,
  websiteIdsOf,
} from '../auth/keys.service.ts';
import { Permission } from '../generated/prisma/enums.ts';
import { organizationExists, unknownWebsites } from '../organizations/organizations.service.ts';
import { type AdminCommand, UsageError } from './admin-command.ts';
import { duration, name, oneOf, several, timeToCome, uuid } from './arguments.ts';
import { unknownOrganization } from './organizations.ts';
import { fields, table, time, yesOrNo } from './output.ts';
import { changing, run, subcommand } from './run.ts';

interface Options {
  organization: string;
  name: string;
  permission?: Permission[];
  readOnly?: boolean;
  website?: string[];
  expires?: Date;
  overlap?: number;
  as: string;
  json?: boolean;
}

const permissions = Object.values(Permission);
const aTime = 'a time such as 2030-01-31T12:00:00Z, or a duration from now such as 90s, 15m, 12h, 30d or 2w';

export function addKeyCommands(admin: AdminCommand): void {
  const key = admin.command('key') as AdminCommand;
  key.description('the API keys of an organization');

  changing(key, 'create', 'Create a key and show it. The service stores only its hash, so nobody can show it again.', [
    'key create --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7 --name Backend --permission STAFF_ADMINISTRATION',
    'key create --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7 --name "Reports" --read-only --expires 30d --json',
  ])
    .requiredOption('--organization <id>', 'the organization that it belongs to', uuid)
    .requiredOption('--name <name>', 'a name for people, 1 to 255 characters; not unique', name)
    .option(
      '--permission <permission>',
      `what the key may do beyond groups and websites (can be repeated): ${permissions.join(', ')}`,
      several(oneOf(permissions)),
    )
    .option('--read-only', 'the key cannot change anything')
    .option(
      '--website <id>',
      'the key can only read this website (can be repeated; default: a global key)',
      several(uuid),
    )
    .option('--expires <when>', `when it ends: ${aTime} (default: never)`, timeToCome)
    .action((options: Options) =>
      run(options.json, async (prisma) => {
        const { organization: organizationId, website: websiteIds = null } = options;
        if (!(await organizationExists(prisma, organizationId))) throw unknownOrganization(organizationId);
        if (websiteIds && options.permission?.includes('KEY_ADMINISTRATION'))
          throw new UsageError('A key that is confined to websites cannot administer keys: leave out one of the two.');
        const unknown = await unknownWebsites(prisma, organizationId, websiteIds ?? []);
        if (unknown.length > 0)
          throw new UsageError(
            `The organization has no website ${unknown.join(', ')}. Use ids of its websites that are not deleted.`,
          );
        const created = await createKey(prisma, options.as, {
          organizationId,
          name: options.name,
          permissions: options.permission ?? [],
          readOnly: options.readOnly ?? false,
          websiteIds,
          expiresAt: options.expires ?? null,
        });
        return { text: `Created a key.\n${secret(created)}`, json: { ...document(created.record), key: created.key } };
      }),
    );

  subcommand(
    key,
    'list',
    'List the keys of an organization, oldest first, including ended keys. The keys themselves are not shown.',
    ['key list --organization 7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  )
    .requiredOption('--organization <id>', 'the organization', uuid)
    .action((options: Options) =>
      run(options.json, async (prisma) => {
        if (!(await organizationExists(prisma, options.organization))) throw unknownOrganization(options.organization);
        const keys = await listKeys(prisma, options.organization);
        return { text: table(keys, columns, 'The organization has no key yet.'), json: keys.map(document) };
      }),
    );

  changing(key, 'rotate', 'Create and show a new key with the same name, rights and expiry, and end the old key.', [
    'key rotate 550e8400-e29b-41d4-a716-446655440000 --overlap 24h',
  ])
    .argument('<id>', 'the key: its id, not the key itself', uuid)
    .option(
      '--overlap <duration>',
      'how long the old key keeps working, for example 15m, 24h or 7d (default: it is revoked at once)',
      duration,
    )
    .option('--expires <when>', `when the new key ends: ${aTime} (default: when the old key would end)`, timeToCome)
    .action((id: string, options: Options) =>
      run(options.json, async (prisma) => {
        const rotation = await rotateKey(prisma, options.as, id, {
          overlapMs: options.overlap,
          expiresAt: options.expires,
        });
        if (!rotation) throw unknownKey(id);
        if ('ended' in rotation)
          throw new UsageError(
            `The key ${id} has ended: ${ending(rotation.ended)}. Use a key that still works, or create one with "key create".`,
          );
        const { created, previous } = rotation;
        return {
          text: `Rotated the key ${id}: ${ending(previous)}.\n${secret(created)}`,
          json: { ...document(created.record), key: created.key, previous: document(previous) },
        };
      }),
    );

  changing(key, 'revoke', 'End a key for good. The service refuses it within 2 seconds.', [
    'key revoke 550e8400-e29b-41d4-a716-446655440000',
  ])
    .argument('<id>', 'the key: its id, not the key itself', uuid)
    .action((id: string, options: Options) =>
      run(options.json, async (prisma) => {
        const revocation = await revokeKey(prisma, options.as, id);
        if (!revocation) throw unknownKey(id);
        const { record, changed } = revocation;
        const headline = changed ? 'Revoked the key.' : 'Nothing changed: the key was revoked already.';
        return { text: `${headline}\n${fields(details(record))}`, json: { ...document(record), changed } };
      }),
    );

  subcommand(
    key,
    'repair-times',
    "Repair the times of keys that version 0.2 or earlier created while PostgreSQL's time zone was not UTC. Without --apply, only show them.",
    ['key repair-times --zone America/New_York', 'key repair-times --zone America/New_York --apply'],
  )
    .requiredOption(
      '--zone <zone>',
      'the time zone that PostgreSQL had when the keys were created, for example Asia/Tokyo: "psql -c \'SHOW TimeZone\'" on the database shows the current one',
    )
    .option('--apply', 'repair the keys, each one only once')
    .action((options: Options & { zone: string; apply?: boolean }) =>
      run(options.json, async (prisma) => {
        const { findOldKeys, repairOldKeys, zoneExists } = await import('../auth/key-times.service.ts');
        const { zone } = options;
        if (!(await zoneExists(prisma, zone)))
          throw new UsageError(`PostgreSQL has no time zone ${zone}. Use a name such as Europe/Berlin or UTC.`);
        const keys = await findOldKeys(prisma, zone);
        const repaired = options.apply ? await repairOldKeys(prisma, zone) : 0;
        const unknown = keys.filter(({ known }) => !known);
        const lines = [
          table(keys, oldKeyColumns, 'There is no key whose times are in doubt.'),
          ...(options.apply ? [`Repaired ${repaired} of ${keys.length} keys.`] : []),
          ...(!options.apply && keys.length > 0 ? ['Nothing was changed: --apply repairs them.'] : []),
          ...(unknown.length > 0
            ? [
                'Where the end is "unknown", the key was not made in this time zone or beside a change of clocks: rotate it.',
              ]
            : []),
        ];
        return { text: lines.join('\n'), json: { zone, applied: options.apply === true, repaired, keys } };
      }),
    );
}

const oldKeyColumns = {
  id: ({ id }: OldKey) => id,
  name: ({ name }: OldKey) => name,
  organization: ({ organizationId }: OldKey) => organizationId,
  ends: ({ expiresAt }: OldKey) => time(expiresAt, 'never'),
  'should end': ({ known, repairedExpiresAt }: OldKey) => (known ? time(repairedExpiresAt, 'never') : 'unknown'),
};

function unknownKey(id: string): UsageError {
  return new UsageError(`There is no key ${id}. Use an id that "key list" shows.`);
}

function document(record: KeyRecord) {
  const {
    organizationId,
    id,
    name,
    prefix,
    scope,
    permissions,
    readOnly,
    createdAt,
    expiresAt,
    revokedAt,
    lastUsedAt,
  } = record;
  const status = keyStatus(record);
  return {
    id,
    organizationId,
    name,
    prefix,
    status,
    scope,
    websiteIds: websiteIdsOf(record),
    permissions,
    readOnly,
    createdAt,
    expiresAt,
    revokedAt,
    lastUsedAt,
  };
}

const columns = {
  id: ({ id }: KeyRecord) => id,
  name: ({ name }: KeyRecord) => name,
  prefix: ({ prefix }: KeyRecord) => prefix,
  status: (record: KeyRecord) => keyStatus(record),
  scope: (record: KeyRecord) => (record.scope === 'WEBSITES' ? `WEBSITES (${record.websites.length})` : 'GLOBAL'),
  permissions: ({ permissions }: KeyRecord) => permissions.join(', ') || '-',
  'read-only': ({ readOnly }: KeyRecord) => yesOrNo(readOnly),
  created: ({ createdAt }: KeyRecord) => time(createdAt),
  expires: ({ expiresAt }: KeyRecord) => time(expiresAt, 'never'),
  revoked: ({ revokedAt }: KeyRecord) => time(revokedAt),
  'last used': ({ lastUsedAt }: KeyRecord) => time(lastUsedAt),
};

function details(record: KeyRecord): Record<string, string> {
  const cells = Object.entries(columns).map(([label, cell]) => [label, cell(record)]);
  return {
    ...Object.fromEntries(cells),
    organization: record.organizationId,
    scope: websiteIdsOf(record)?.join(', ') ?? 'GLOBAL',
  };
}

/** The one time that a key is shown. */
function secret({ key, record }: CreatedKey): string {
  return `${fields({ ...details(record), key })}\nKeep the key now: it is not shown again.`;
}

function ending({ revokedAt, expiresAt }: KeyRecord): string {
  return revokedAt ? `it was revoked at ${time(revokedAt)}` : `it ends at ${time(expiresAt)}`;
}
