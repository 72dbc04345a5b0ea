-- The history of groups and account groups.
-- CreateEnum
CREATE TYPE "change_kind" AS ENUM ('CREATED', 'UPDATED', 'DELETED');

-- CreateTable
CREATE TABLE "group_changes" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "group_id" UUID NOT NULL,
    "kind" "change_kind" NOT NULL,
    "revision" INTEGER NOT NULL,
    "details" JSONB NOT NULL,
    "api_key_id" UUID,
    "author_name" TEXT NOT NULL,
    "author_prefix" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "group_changes_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "account_group_changes" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "account_group_id" BIGINT NOT NULL,
    "kind" "change_kind" NOT NULL,
    "revision" INTEGER NOT NULL,
    "details" JSONB NOT NULL,
    "api_key_id" UUID,
    "author_name" TEXT NOT NULL,
    "author_prefix" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "account_group_changes_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "group_changes_organization_id_group_id_id_idx" ON "group_changes"("organization_id", "group_id", "id");

-- CreateIndex
CREATE INDEX "group_changes_organization_id_transaction_id_id_idx" ON "group_changes"("organization_id", "transaction_id", "id");

-- CreateIndex
CREATE INDEX "group_changes_changed_at_idx" ON "group_changes"("changed_at");

-- CreateIndex
CREATE INDEX "account_group_changes_organization_id_account_group_id_id_idx" ON "account_group_changes"("organization_id", "account_group_id", "id");

-- CreateIndex
CREATE INDEX "account_group_changes_organization_id_transaction_id_id_idx" ON "account_group_changes"("organization_id", "transaction_id", "id");

-- CreateIndex
CREATE INDEX "account_group_changes_changed_at_idx" ON "account_group_changes"("changed_at");

-- AddForeignKey
ALTER TABLE "group_changes" ADD CONSTRAINT "group_changes_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_changes" ADD CONSTRAINT "account_group_changes_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

