// One prepared statement a level, as Mercurius's loaders ask for: the first rows of each of many parents.
const group = 'g.id, g.name, g.external_id AS "externalId", g.revision';

export const reads = {
  group: { name: 'group', text: `SELECT ${group} FROM groups g WHERE g.organization_id = $1 AND g.id = $2` },
  groups: {
    name: 'groups',
    text: `SELECT ${group} FROM groups g WHERE g.organization_id = $1 ORDER BY g.name, g.id LIMIT $2`,
  },
  websitesOfGroups: {
    name: 'websites-of-groups',
    text: `
      SELECT p.id AS parent, w.* FROM unnest($2::uuid[]) AS p(id) CROSS JOIN LATERAL (
        SELECT w.id, w.name, w.url FROM group_websites m
        JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id AND w.deleted_at IS NULL
        WHERE m.organization_id = $1 AND m.group_id = p.id
        ORDER BY w.name, w.id LIMIT $3
      ) AS w`,
  },
  groupsOfWebsites: {
    name: 'groups-of-websites',
    text: `
      SELECT p.id AS parent, g.* FROM unnest($2::uuid[]) AS p(id) CROSS JOIN LATERAL (
        SELECT ${group} FROM group_websites m
        JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id
        WHERE m.organization_id = $1 AND m.website_id = p.id
        ORDER BY g.name, g.id LIMIT $3
      ) AS g`,
  },
};
