-- Groups are found by the start of their names.
-- CreateIndex
CREATE INDEX CONCURRENTLY "groups_name_start_idx" ON "groups"("organization_id", (left(search_key("name"), 255) COLLATE "C"));
