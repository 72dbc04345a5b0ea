-- Websites are found by the start of their names.
-- CreateIndex
CREATE INDEX CONCURRENTLY "websites_name_start_idx" ON "websites"("organization_id", (left(search_key("name"), 255) COLLATE "C"));
