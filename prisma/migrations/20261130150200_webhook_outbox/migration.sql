-- The outbox of webhooks. Whatever writes an entry of a history, its triggers write a delivery for each endpoint that wants
-- to be told of it: in the same transaction, after the whole statement, so with the resource as the change leaves it.
-- An entry has its change's place in the order of its resource, as the resource's row is locked while it is written.

CREATE FUNCTION "group_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.group_id::text, c.changed_at, jsonb_build_object(
    'resource', (SELECT to_jsonb(g) FROM groups g WHERE g.organization_id = c.organization_id AND g.id = c.group_id),
    'details', c.details, 'revision', c.revision,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (
    SELECT *, (CASE WHEN details ?| '{monthlyCredits,oneOffCredits}' THEN 'GROUP_CREDITS_SET' ELSE 'GROUP_' || kind END)::webhook_event_type AS event
    FROM entries
  ) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "group_changes_to_webhooks" AFTER INSERT ON "group_changes"
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION "group_changes_to_webhooks"();

CREATE FUNCTION "account_group_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.account_group_id::text, c.changed_at, jsonb_build_object(
    'resource', (
      SELECT to_jsonb(a) || jsonb_build_object('id', a.id::text) FROM account_groups a
      WHERE a.organization_id = c.organization_id AND a.id = c.account_group_id),
    'details', c.details, 'revision', c.revision,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (SELECT *, ('ACCOUNT_GROUP_' || kind)::webhook_event_type AS event FROM entries) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "account_group_changes_to_webhooks" AFTER INSERT ON "account_group_changes"
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION "account_group_changes_to_webhooks"();

CREATE FUNCTION "account_group_displacements_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.account_group_id::text, c.changed_at, jsonb_build_object(
    'resource', (
      SELECT to_jsonb(a) || jsonb_build_object('id', a.id::text) FROM account_groups a
      WHERE a.organization_id = c.organization_id AND a.id = c.account_group_id),
    'details', jsonb_build_object(
      'displayOrder', jsonb_build_object('from', c.first_place + c.n - 1, 'to', c.first_place + c.n)), 'revision', c.revision,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (
    SELECT d.*, moved.id AS account_group_id, moved.revision, moved.n, 'ACCOUNT_GROUP_UPDATED'::webhook_event_type AS event
    FROM entries d CROSS JOIN LATERAL unnest(d.account_group_ids, d.revisions) WITH ORDINALITY AS moved(id, revision, n)
    WHERE moved.id IS NOT NULL
  ) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, c.n, e.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "account_group_displacements_to_webhooks" AFTER INSERT ON "account_group_displacements"
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION "account_group_displacements_to_webhooks"();

CREATE FUNCTION "organization_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.resource_id::text, c.changed_at, jsonb_build_object(
    'resource', (
      SELECT to_jsonb(s) || jsonb_build_object('id', s.id::text, 'account_group_id', s.account_group_id::text)
      FROM staff_accounts s WHERE s.organization_id = c.organization_id AND s.id = c.resource_id::bigint),
    'details', c.details, 'revision', NULL::int,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (
    SELECT *, ('STAFF_ACCOUNT_' || kind)::webhook_event_type AS event FROM entries WHERE resource_type = 'STAFF_ACCOUNT'
  ) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "organization_changes_to_webhooks" AFTER INSERT ON "organization_changes"
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION "organization_changes_to_webhooks"();
