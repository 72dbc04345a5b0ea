-- An organization's history is read by the key that made the changes.
-- CreateIndex
CREATE INDEX CONCURRENTLY "account_group_displacements_organization_id_api_key_id_chan_idx" ON "account_group_displacements"("organization_id", "api_key_id", "changed_at", "id");
