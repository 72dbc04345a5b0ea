-- An organization's whole history is read by time.
-- CreateIndex
CREATE INDEX CONCURRENTLY "group_changes_organization_id_changed_at_id_idx" ON "group_changes"("organization_id", "changed_at", "id");
