-- Websites are ordered by the time of their last change.
-- CreateIndex
CREATE INDEX CONCURRENTLY "websites_organization_id_updated_at_id_idx" ON "websites"("organization_id", "updated_at", "id");
