-- What PostGraphile cannot know from the tables: lists through the memberships, in the order of names, and the changes.
-- PL/pgSQL keeps its plans from call to call.
CREATE OR REPLACE FUNCTION groups_websites(g groups) RETURNS SETOF websites LANGUAGE sql STABLE AS $$
  SELECT w.* FROM group_websites m
  JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id AND w.deleted_at IS NULL
  WHERE m.organization_id = g.organization_id AND m.group_id = g.id ORDER BY w.name, w.id
$$;

CREATE OR REPLACE FUNCTION websites_groups(w websites) RETURNS SETOF groups LANGUAGE sql STABLE AS $$
  SELECT g.* FROM group_websites m
  JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id
  WHERE m.organization_id = w.organization_id AND m.website_id = w.id ORDER BY g.name, g.id
$$;

CREATE OR REPLACE FUNCTION groups_by_external_ids(organization uuid, external_ids text[]) RETURNS SETOF groups LANGUAGE sql STABLE AS $$
  SELECT g.* FROM unnest(external_ids) WITH ORDINALITY AS key(external_id, n)
  LEFT JOIN groups g ON g.organization_id = organization AND g.external_id = key.external_id ORDER BY key.n
$$;

CREATE OR REPLACE FUNCTION rename_group(organization uuid, the_group uuid, new_name text) RETURNS groups LANGUAGE plpgsql AS $$
DECLARE result groups;
BEGIN
  UPDATE groups SET name = new_name, revision = revision + 1, updated_at = now()
  WHERE organization_id = organization AND id = the_group RETURNING * INTO result;
  RETURN result;
END $$;

CREATE OR REPLACE FUNCTION change_websites(organization uuid, the_group uuid, add_ids uuid[], remove_ids uuid[]) RETURNS groups
LANGUAGE plpgsql AS $$
DECLARE result groups;
BEGIN
  WITH added AS (
    INSERT INTO group_websites (organization_id, group_id, website_id) SELECT organization, the_group, unnest(add_ids)
    ON CONFLICT DO NOTHING
  ), removed AS (
    DELETE FROM group_websites WHERE organization_id = organization AND group_id = the_group AND website_id = ANY(remove_ids)
  )
  UPDATE groups SET revision = revision + 1, updated_at = now()
  WHERE organization_id = organization AND id = the_group RETURNING * INTO result;
  RETURN result;
END $$;

DROP TYPE IF EXISTS external_id_result CASCADE;
CREATE TYPE external_id_result AS (id uuid, external_id text, revision int, taken_by uuid);

CREATE OR REPLACE FUNCTION set_external_id(organization uuid, the_group uuid, new_external_id text) RETURNS external_id_result
LANGUAGE plpgsql AS $$
DECLARE result external_id_result;
BEGIN
  WITH holder AS (
    SELECT id FROM groups WHERE organization_id = organization AND external_id = new_external_id AND id <> the_group
  ), updated AS (
    UPDATE groups SET external_id = new_external_id, revision = revision + 1, updated_at = now()
    WHERE organization_id = organization AND id = the_group AND NOT EXISTS (SELECT FROM holder)
    RETURNING id, external_id, revision
  )
  SELECT id, external_id, revision, NULL FROM updated UNION ALL SELECT NULL, NULL, NULL, id FROM holder INTO result;
  RETURN result;
END $$;

CREATE OR REPLACE FUNCTION set_account_group_name(organization uuid, the_group bigint, language int, new_text text)
RETURNS account_groups LANGUAGE plpgsql AS $$
DECLARE result account_groups;
BEGIN
  WITH label AS (
    INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
    VALUES (organization, the_group, 'NAME', language, new_text)
    ON CONFLICT (organization_id, account_group_id, kind, language_id) DO UPDATE SET label_text = excluded.label_text
    RETURNING language_id, label_text
  )
  UPDATE account_groups a SET revision = a.revision + 1, updated_at = now(), lookup_name = (
    SELECT label_text FROM (
      SELECT language_id, label_text FROM label
      UNION ALL
      SELECT language_id, label_text FROM account_group_labels
      WHERE organization_id = organization AND account_group_id = the_group AND kind = 'NAME' AND language_id <> language
    ) AS name
    ORDER BY language_id = o.default_language_id DESC, language_id LIMIT 1
  )
  FROM organizations o
  WHERE a.organization_id = organization AND a.id = the_group AND o.id = a.organization_id
  RETURNING a.* INTO result;
  RETURN result;
END $$;
