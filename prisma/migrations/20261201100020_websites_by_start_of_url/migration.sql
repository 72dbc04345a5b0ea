-- Websites are found by the start of their addresses.
-- CreateIndex
CREATE INDEX CONCURRENTLY "websites_url_start_idx" ON "websites"("organization_id", (left(search_key("url"), 255) COLLATE "C"));
