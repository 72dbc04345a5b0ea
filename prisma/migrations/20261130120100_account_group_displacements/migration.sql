-- Runs of account groups that made room together: an entry for many, where each had one of its own before.
-- CreateTable
CREATE TABLE "account_group_displacements" (
    "organization_id" UUID NOT NULL,
    "id" BIGINT NOT NULL,
    "first_place" INTEGER NOT NULL,
    "account_group_ids" BIGINT[],
    "revisions" INTEGER[],
    "api_key_id" UUID,
    "author_name" TEXT NOT NULL,
    "author_prefix" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "account_group_displacements_pkey" PRIMARY KEY ("organization_id","id")
);

-- Without a list of pending entries, which each search would have to go through.
-- CreateIndex
CREATE INDEX "account_group_displacements_account_group_ids_idx" ON "account_group_displacements" USING GIN ("account_group_ids") WITH (fastupdate = off);

-- CreateIndex
CREATE INDEX "account_group_displacements_organization_id_transaction_id__idx" ON "account_group_displacements"("organization_id", "transaction_id", "id");

-- CreateIndex
CREATE INDEX "account_group_displacements_changed_at_idx" ON "account_group_displacements"("changed_at");

-- CreateIndex
CREATE INDEX "account_group_displacements_organization_id_changed_at_id_idx" ON "account_group_displacements"("organization_id", "changed_at", "id");

-- AddForeignKey
ALTER TABLE "account_group_displacements" ADD CONSTRAINT "account_group_displacements_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
