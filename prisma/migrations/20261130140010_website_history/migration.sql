-- What websites have of their own: a revision, and a history. A website from before has the time of this migration as its
-- last change: filling in another one would write the whole table.
-- AlterTable
ALTER TABLE "websites" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "website_changes" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "website_id" UUID NOT NULL,
    "kind" "change_kind" NOT NULL,
    "revision" INTEGER NOT NULL,
    "details" JSONB NOT NULL,
    "api_key_id" UUID,
    "author_name" TEXT NOT NULL,
    "author_prefix" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "website_changes_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "website_changes_organization_id_website_id_id_idx" ON "website_changes"("organization_id", "website_id", "id");

-- CreateIndex
CREATE INDEX "website_changes_organization_id_transaction_id_id_idx" ON "website_changes"("organization_id", "transaction_id", "id");

-- CreateIndex
CREATE INDEX "website_changes_organization_id_changed_at_id_idx" ON "website_changes"("organization_id", "changed_at", "id");

-- CreateIndex
CREATE INDEX "website_changes_changed_at_idx" ON "website_changes"("changed_at");

-- AddForeignKey
ALTER TABLE "website_changes" ADD CONSTRAINT "website_changes_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

