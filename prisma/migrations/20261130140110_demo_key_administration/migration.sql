-- The demo keys of the partner and of the direct customer administer keys, in a demo that was created before, too.
UPDATE "api_keys" SET "permissions" = array_append("permissions", 'KEY_ADMINISTRATION')
WHERE ("organization_id", "id") IN (
  ('0c0ffee0-0000-4000-8000-000000000001', 'ce110000-0000-4000-8000-000000000001'),
  ('0c0ffee0-0000-4000-8000-000000000002', 'ce110000-0000-4000-8000-000000000004')
) AND NOT 'KEY_ADMINISTRATION' = ANY ("permissions");
