// The statements of those who write SQL by hand: one for each change, and for each look-up. Each has a name, so that
// PostgreSQL prepares it once a connection.

/** Sets whatever text, the next revision and the time. */
const changed = 'revision = revision + 1, updated_at = now()';

export const statements = {
  rename: {
    name: 'rename',
    text: `UPDATE groups SET name = $3, ${changed} WHERE organization_id = $1 AND id = $2 RETURNING id, name, revision`,
  },
  websites: {
    name: 'websites',
    text: `
      WITH added AS (
        INSERT INTO group_websites (organization_id, group_id, website_id) SELECT $1, $2, unnest($3::uuid[])
        ON CONFLICT DO NOTHING
      ), removed AS (
        DELETE FROM group_websites WHERE organization_id = $1 AND group_id = $2 AND website_id = ANY($4::uuid[])
      )
      UPDATE groups SET ${changed} WHERE organization_id = $1 AND id = $2 RETURNING id, revision`,
  },
  externalId: {
    name: 'external-id',
    text: `
      WITH holder AS (
        SELECT id FROM groups WHERE organization_id = $1 AND external_id = $3 AND id <> $2
      ), updated AS (
        UPDATE groups SET external_id = $3, ${changed}
        WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM holder)
        RETURNING id, external_id AS "externalId", revision
      )
      SELECT id, "externalId", revision, NULL AS "takenBy" FROM updated
      UNION ALL SELECT NULL, NULL, NULL, id FROM holder`,
  },
  label: {
    name: 'label',
    text: `
      WITH label AS (
        INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
        VALUES ($1, $2, 'NAME', $3, $4)
        ON CONFLICT (organization_id, account_group_id, kind, language_id) DO UPDATE SET label_text = excluded.label_text
        RETURNING language_id, label_text
      )
      UPDATE account_groups a SET ${changed}, lookup_name = (
        SELECT label_text FROM (
          SELECT language_id, label_text FROM label
          UNION ALL
          SELECT language_id, label_text FROM account_group_labels
          WHERE organization_id = $1 AND account_group_id = $2 AND kind = 'NAME' AND language_id <> $3
        ) AS name
        ORDER BY language_id = o.default_language_id DESC, language_id LIMIT 1
      )
      FROM organizations o
      WHERE a.organization_id = $1 AND a.id = $2 AND o.id = a.organization_id
      RETURNING a.id, a.lookup_name AS "lookupName", a.revision`,
  },
  lookup: {
    name: 'lookup',
    text: `
      SELECT g.id, g.name, g.external_id AS "externalId" FROM groups g
      WHERE g.organization_id = $1 AND g.external_id = ANY($2::text[])`,
  },
};
