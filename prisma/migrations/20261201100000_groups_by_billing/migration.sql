-- Groups that are billed, or not, are listed by name.
-- CreateIndex
CREATE INDEX CONCURRENTLY "groups_organization_id_billing_enabled_name_id_idx" ON "groups"("organization_id", "billing_enabled", "name", "id");
