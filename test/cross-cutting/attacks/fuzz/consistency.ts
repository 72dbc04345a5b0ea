import type { TestOrganization } from '../../../support/organization.ts';

/** What must hold of organizations ($1) whatever was asked of them: a query for the rows that break it. */
const rules: Record<string, string> = {
  'a membership is within an organization': `
    SELECT * FROM group_websites m WHERE organization_id = ANY ($1) AND NOT (
      EXISTS (SELECT FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.group_id) AND
      EXISTS (SELECT FROM websites w WHERE w.organization_id = m.organization_id AND w.id = m.website_id))`,
  'a group has a name, a revision and times in order': `
    SELECT * FROM groups WHERE organization_id = ANY ($1) AND NOT (
      revision >= 1 AND updated_at >= created_at AND length(name) BETWEEN 1 AND 255 AND name = btrim(name, E' \\t\\n\\r'))`,
  'an external id has 1 to 255 characters': `
    SELECT external_id FROM groups WHERE organization_id = ANY ($1) AND length(external_id) NOT BETWEEN 1 AND 255
    UNION ALL
    SELECT external_id FROM websites WHERE organization_id = ANY ($1) AND length(external_id) NOT BETWEEN 1 AND 255`,
  'a direct customer has no external id but those from before': `
    SELECT x.* FROM organizations o JOIN (
      SELECT organization_id, external_id FROM groups UNION ALL SELECT organization_id, external_id FROM websites
    ) x ON x.organization_id = o.id WHERE o.id = ANY ($1) AND NOT o.is_partner AND x.external_id NOT LIKE '%-of-%'`,
  'a group that is billed has a billing entity': `
    SELECT * FROM groups g WHERE organization_id = ANY ($1) AND billing_enabled AND NOT EXISTS (
      SELECT FROM sandbox_billing_entities e WHERE e.organization_id = g.organization_id AND e.group_id = g.id)`,
  'a balance is 0 to 1,000,000,000, and none is set for a direct customer': `
    SELECT * FROM sandbox_billing_entities e JOIN organizations o ON o.id = e.organization_id WHERE o.id = ANY ($1) AND NOT (
      monthly BETWEEN 0 AND 1000000000 AND one_off BETWEEN 0 AND 1000000000 AND (o.is_partner OR monthly IN (0, 7) AND one_off = 0))`,
  'an address of a website is bare': `
    SELECT * FROM websites WHERE organization_id = ANY ($1) AND (url ~ '^[a-zA-Z]+://' OR url ~ '/$' OR url ~ '\\s' OR length(url) NOT BETWEEN 1 AND 2000)`,
  'a deleted website has freed its external id': `
    SELECT * FROM websites WHERE organization_id = ANY ($1) AND deleted_at IS NOT NULL AND external_id IS NOT NULL`,
  'places are unique, from 1 to 2147483647': `
    SELECT organization_id, display_order FROM account_groups WHERE organization_id = ANY ($1)
    GROUP BY 1, 2 HAVING count(*) > 1 OR display_order < 1`,
  'lookupName is the name in the default language, else in the lowest': `
    SELECT g.id, g.lookup_name FROM account_groups g JOIN organizations o ON o.id = g.organization_id
    WHERE o.id = ANY ($1) AND g.lookup_name IS DISTINCT FROM (
      SELECT label_text FROM account_group_labels l
      WHERE l.organization_id = g.organization_id AND l.account_group_id = g.id AND kind = 'NAME'
      ORDER BY language_id <> o.default_language_id, language_id LIMIT 1)`,
  'a label is not too short and not too long': `
    SELECT * FROM account_group_labels WHERE organization_id = ANY ($1)
      AND length(label_text) NOT BETWEEN 1 AND CASE kind WHEN 'NAME' THEN 80 ELSE 4000 END`,
  'an account is in an account group': `
    SELECT * FROM staff_accounts a WHERE organization_id = ANY ($1) AND NOT EXISTS (
      SELECT FROM account_groups g WHERE g.organization_id = a.organization_id AND g.id = a.account_group_id)`,
  // Credits, and websites that are deleted or restored, are entries that leave the revision as it is.
  'each revision of a group is in the history': `
    SELECT g.id, g.revision, c.made FROM groups g LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT revision ORDER BY revision) AS made FROM group_changes c
      WHERE c.organization_id = g.organization_id AND c.group_id = g.id AND revision > 1) c ON true
    WHERE g.organization_id = ANY ($1)
      AND coalesce(c.made, '{}') IS DISTINCT FROM ARRAY(SELECT generate_series(2, g.revision))`,
  'each revision of a website is in the history, once beside its credits': `
    SELECT w.id, w.revision, c.made FROM websites w LEFT JOIN LATERAL (
      SELECT array_agg(revision ORDER BY revision) AS made FROM website_changes c
      WHERE c.organization_id = w.organization_id AND c.website_id = w.id AND revision > 1
        AND NOT details ?| '{monthlyCredits,oneOffCredits}') c ON true
    WHERE w.organization_id = ANY ($1)
      AND coalesce(c.made, '{}') IS DISTINCT FROM ARRAY(SELECT generate_series(2, w.revision))`,
  'each revision of an account group is in the history, once, beside what moved': `
    SELECT g.id, g.revision, c.made FROM account_groups g LEFT JOIN LATERAL (
      SELECT array_agg(revision ORDER BY revision) AS made FROM (
        SELECT revision FROM account_group_changes c
        WHERE c.organization_id = g.organization_id AND c.account_group_id = g.id AND revision > 1
          AND NOT details ?| ARRAY['accountsJoined', 'accountsLeft']
        UNION ALL
        SELECT revisions[array_position(account_group_ids, g.id)] FROM account_group_displacements d
        WHERE d.organization_id = g.organization_id AND d.account_group_ids @> ARRAY[g.id]) c) c ON true
    WHERE g.organization_id = ANY ($1)
      AND coalesce(c.made, '{}') IS DISTINCT FROM ARRAY(SELECT generate_series(2, g.revision))`,
};

/** What is broken in what is stored of the organizations: nothing, as it should be. */
export async function inconsistencies(organizations: TestOrganization[]): Promise<object[]> {
  const ids = organizations.map(({ id }) => id);
  const found = [];
  for (const [rule, sql] of Object.entries(rules)) {
    const rows = await (organizations[0] as TestOrganization).query(sql, [ids]);
    if (rows.length > 0) found.push({ rule, rows: rows.slice(0, 3) });
  }
  return found;
}
