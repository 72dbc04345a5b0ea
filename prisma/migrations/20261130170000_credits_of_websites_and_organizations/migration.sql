-- Websites and organizations have credits of their own, and webhooks tell of them.
-- AlterEnum
ALTER TYPE "webhook_event_type" ADD VALUE 'WEBSITE_CREDITS_SET' AFTER 'WEBSITE_RESTORED';

-- AlterEnum
ALTER TYPE "webhook_event_type" ADD VALUE 'ORGANIZATION_CREDITS_SET' AFTER 'STAFF_ACCOUNT_DELETED';

CREATE OR REPLACE FUNCTION "website_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.website_id::text, c.changed_at, jsonb_build_object(
    'resource', (SELECT to_jsonb(w) FROM websites w WHERE w.organization_id = c.organization_id AND w.id = c.website_id),
    'details', c.details, 'revision', c.revision,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (
    SELECT *, (CASE WHEN details ?| '{monthlyCredits,oneOffCredits}' THEN 'WEBSITE_CREDITS_SET' ELSE 'WEBSITE_' || kind END)::webhook_event_type AS event
    FROM entries
  ) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "organization_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.resource_id::text, c.changed_at, jsonb_build_object(
    'resource', CASE c.resource_type WHEN 'STAFF_ACCOUNT' THEN (
      SELECT to_jsonb(s) || jsonb_build_object('id', s.id::text, 'account_group_id', s.account_group_id::text)
      FROM staff_accounts s WHERE s.organization_id = c.organization_id AND s.id = c.resource_id::bigint
    ) ELSE (SELECT to_jsonb(o) FROM organizations o WHERE o.id = c.organization_id) END,
    'details', c.details, 'revision', NULL::int,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (
    SELECT *, (CASE resource_type WHEN 'STAFF_ACCOUNT' THEN 'STAFF_ACCOUNT_' || kind ELSE 'ORGANIZATION_CREDITS_SET' END)::webhook_event_type AS event
    FROM entries
    WHERE resource_type = 'STAFF_ACCOUNT' OR (resource_type = 'ORGANIZATION' AND details ?| '{monthlyCredits,oneOffCredits}')
  ) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;
