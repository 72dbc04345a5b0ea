// What REST reads: PostgreSQL makes the JSON, so that nothing is parsed or written anew on its way.
const websites = (columns) => `
  SELECT ${columns} FROM group_websites m
  JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id AND w.deleted_at IS NULL
  WHERE m.organization_id = $1 AND m.group_id = g.id
  ORDER BY w.name, w.id LIMIT 10`;

const groupsOfWebsite = `
  SELECT n.id, n.name FROM group_websites m
  JOIN groups n ON n.organization_id = m.organization_id AND n.id = m.group_id
  WHERE m.organization_id = $1 AND m.website_id = w.id
  ORDER BY n.name, n.id LIMIT 5`;

const list = (query) => `(SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (${query}) AS r)`;

const group = (inner) => `g.id, g.name, ${list(inner)} AS websites`;

const page = (inner) => `
  SELECT ${list(`SELECT ${group(inner)} FROM groups g WHERE g.organization_id = $1 ORDER BY g.name, g.id LIMIT $2`)}::text AS json`;

export const reads = {
  one: {
    name: 'one',
    text: `SELECT row_to_json(r)::text AS json FROM (
      SELECT ${group(websites('w.id, w.name, w.url'))} FROM groups g WHERE g.organization_id = $1 AND g.id = $2) AS r`,
  },
  list: { name: 'list', text: page(websites('w.id, w.name, w.url')) },
  deep: { name: 'deep', text: page(websites(`w.id, w.name, ${list(groupsOfWebsite)} AS groups`)) },
  lookup: {
    name: 'lookup',
    text: `
      SELECT json_agg(CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', g.name, 'externalId', g.external_id) END
        ORDER BY key.n)::text AS json
      FROM unnest($2::text[]) WITH ORDINALITY AS key(external_id, n)
      LEFT JOIN groups g ON g.organization_id = $1 AND g.external_id = key.external_id`,
  },
};
