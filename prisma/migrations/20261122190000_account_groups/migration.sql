-- Account groups of staff accounts, with labels in every language.
-- What a Prisma schema cannot say, and so stands here alone: the collations, the constraint that is checked at the end
-- of a statement, where ids start.

-- CreateEnum
CREATE TYPE "label_kind" AS ENUM ('NAME', 'DESCRIPTION');

-- CreateTable
CREATE TABLE "account_groups" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "display_order" INTEGER NOT NULL,
    "customer_care_access" BOOLEAN NOT NULL DEFAULT false,
    "lookup_name" TEXT COLLATE "und-x-icu" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "account_groups_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "account_group_labels" (
    "organization_id" UUID NOT NULL,
    "account_group_id" BIGINT NOT NULL,
    "kind" "label_kind" NOT NULL,
    "language_id" INTEGER NOT NULL,
    "label_text" TEXT NOT NULL,

    CONSTRAINT "account_group_labels_pkey" PRIMARY KEY ("organization_id","account_group_id","kind","language_id")
);

-- CreateTable
CREATE TABLE "staff_accounts" (
    "organization_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "login" TEXT NOT NULL,
    "display_name" TEXT COLLATE "und-x-icu" NOT NULL,
    "account_group_id" BIGINT NOT NULL,

    CONSTRAINT "staff_accounts_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "account_groups_organization_id_lookup_name_id_idx" ON "account_groups"("organization_id", "lookup_name", "id");

-- CreateIndex
CREATE INDEX "account_groups_organization_id_created_at_id_idx" ON "account_groups"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "account_groups_organization_id_updated_at_id_idx" ON "account_groups"("organization_id", "updated_at", "id");

-- Checked at the end of a statement: a run of siblings moves up in one.
ALTER TABLE "account_groups" ADD CONSTRAINT "account_groups_organization_id_display_order_key" UNIQUE ("organization_id", "display_order") DEFERRABLE INITIALLY IMMEDIATE;

-- CreateIndex
CREATE INDEX "staff_accounts_organization_id_display_name_id_idx" ON "staff_accounts"("organization_id", "display_name", "id");

-- CreateIndex
CREATE INDEX "staff_accounts_of_group_idx" ON "staff_accounts"("organization_id", "account_group_id", "display_name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_accounts_organization_id_login_key" ON "staff_accounts"("organization_id", "login");

-- AddForeignKey
ALTER TABLE "account_groups" ADD CONSTRAINT "account_groups_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_labels" ADD CONSTRAINT "account_group_labels_organization_id_account_group_id_fkey" FOREIGN KEY ("organization_id", "account_group_id") REFERENCES "account_groups"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_labels" ADD CONSTRAINT "account_group_labels_language_id_fkey" FOREIGN KEY ("language_id") REFERENCES "label_languages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_organization_id_account_group_id_fkey" FOREIGN KEY ("organization_id", "account_group_id") REFERENCES "account_groups"("organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- Lower ids are left to data that brings its own, as the demo does.
ALTER SEQUENCE "account_groups_id_seq" RESTART WITH 200001;
ALTER SEQUENCE "staff_accounts_id_seq" RESTART WITH 200001;
