-- Websites are looked up and ordered by address.
-- CreateIndex
CREATE INDEX CONCURRENTLY "websites_url_idx" ON "websites"("organization_id", left("url", 255), "id");
