-- Websites are ordered by the time of creation.
-- CreateIndex
CREATE INDEX CONCURRENTLY "websites_organization_id_created_at_id_idx" ON "websites"("organization_id", "created_at", "id");
