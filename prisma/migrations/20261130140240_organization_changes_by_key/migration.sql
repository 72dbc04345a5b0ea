-- An organization's history is read by the key that made the changes.
-- CreateIndex
CREATE INDEX CONCURRENTLY "organization_changes_organization_id_api_key_id_changed_at__idx" ON "organization_changes"("organization_id", "api_key_id", "changed_at", "id");
