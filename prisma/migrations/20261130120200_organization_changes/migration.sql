-- The history of what has no history of its own: keys, organizations, languages, staff accounts.
-- CreateEnum
CREATE TYPE "history_resource" AS ENUM ('ORGANIZATION', 'API_KEY', 'LABEL_LANGUAGE', 'GROUP', 'ACCOUNT_GROUP', 'STAFF_ACCOUNT');

-- CreateTable
CREATE TABLE "organization_changes" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "resource_type" "history_resource" NOT NULL,
    "resource_id" TEXT NOT NULL,
    "kind" "change_kind" NOT NULL,
    "details" JSONB NOT NULL,
    "api_key_id" UUID,
    "author_name" TEXT NOT NULL,
    "author_prefix" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "organization_changes_pkey" PRIMARY KEY ("organization_id","id")
);

-- AddForeignKey
ALTER TABLE "organization_changes" ADD CONSTRAINT "organization_changes_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "organization_changes_organization_id_changed_at_id_idx" ON "organization_changes"("organization_id", "changed_at", "id");

-- CreateIndex
CREATE INDEX "organization_changes_changed_at_idx" ON "organization_changes"("changed_at");

-- CreateIndex
CREATE INDEX "organization_changes_organization_id_resource_id_id_idx" ON "organization_changes"("organization_id", "resource_id", "id");
