-- The outbox of websites.
CREATE FUNCTION "website_changes_to_webhooks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
  SELECT c.organization_id, e.id, c.event, c.website_id::text, c.changed_at, jsonb_build_object(
    'resource', (SELECT to_jsonb(w) FROM websites w WHERE w.organization_id = c.organization_id AND w.id = c.website_id),
    'details', c.details, 'revision', c.revision,
    'apiKeyId', c.api_key_id, 'authorName', c.author_name, 'authorPrefix', c.author_prefix)
  FROM (SELECT *, ('WEBSITE_' || kind)::webhook_event_type AS event FROM entries) AS c
  JOIN webhook_endpoints e ON e.organization_id = c.organization_id AND e.is_enabled AND c.event = ANY(e.events)
  ORDER BY c.id, e.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "website_changes_to_webhooks" AFTER INSERT ON "website_changes"
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION "website_changes_to_webhooks"();
