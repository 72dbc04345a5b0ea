-- An organization's history is read by the type of resource.
-- CreateIndex
CREATE INDEX CONCURRENTLY "organization_changes_organization_id_resource_type_changed__idx" ON "organization_changes"("organization_id", "resource_type", "changed_at", "id");
