-- Organizations, keys, groups of websites and the sandbox billing provider.
-- What a Prisma schema cannot say, and so stands here alone: the collations, the index over an expression, the languages.

-- CreateEnum
CREATE TYPE "api_key_scope" AS ENUM ('GLOBAL', 'WEBSITES');

-- CreateEnum
CREATE TYPE "permission" AS ENUM ('STAFF_ADMINISTRATION');

-- CreateTable
CREATE TABLE "label_languages" (
    "id" INTEGER NOT NULL,
    "lookup_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "label_languages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_partner" BOOLEAN NOT NULL DEFAULT false,
    "default_language_id" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scope" "api_key_scope" NOT NULL,
    "permissions" "permission"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "api_key_websites" (
    "organization_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "website_id" UUID NOT NULL,

    CONSTRAINT "api_key_websites_pkey" PRIMARY KEY ("organization_id","api_key_id","website_id")
);

-- CreateTable
CREATE TABLE "groups" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT COLLATE "und-x-icu" NOT NULL,
    "billing_enabled" BOOLEAN NOT NULL DEFAULT false,
    "external_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "websites" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT COLLATE "und-x-icu" NOT NULL,
    "name" TEXT COLLATE "und-x-icu",
    "external_id" TEXT,
    "freed_external_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "websites_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "group_websites" (
    "organization_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "website_id" UUID NOT NULL,

    CONSTRAINT "group_websites_pkey" PRIMARY KEY ("organization_id","group_id","website_id")
);

-- CreateTable
CREATE TABLE "sandbox_billing_entities" (
    "organization_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "monthly" INTEGER NOT NULL DEFAULT 0,
    "one_off" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_billing_entities_pkey" PRIMARY KEY ("organization_id","group_id")
);

-- CreateTable
CREATE TABLE "sandbox_billing_outages" (
    "organization_id" UUID NOT NULL,

    CONSTRAINT "sandbox_billing_outages_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "label_languages_lookup_name_key" ON "label_languages"("lookup_name");

-- CreateIndex
CREATE INDEX "api_keys_prefix_idx" ON "api_keys"("prefix");

-- CreateIndex
CREATE INDEX "api_key_websites_organization_id_website_id_idx" ON "api_key_websites"("organization_id", "website_id");

-- CreateIndex
CREATE INDEX "groups_organization_id_name_id_idx" ON "groups"("organization_id", "name", "id");

-- CreateIndex
CREATE INDEX "groups_organization_id_created_at_id_idx" ON "groups"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "groups_organization_id_updated_at_id_idx" ON "groups"("organization_id", "updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "groups_organization_id_external_id_key" ON "groups"("organization_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "websites_organization_id_external_id_key" ON "websites"("organization_id", "external_id");

-- CreateIndex
CREATE INDEX "group_websites_organization_id_website_id_group_id_idx" ON "group_websites"("organization_id", "website_id", "group_id");

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_default_language_id_fkey" FOREIGN KEY ("default_language_id") REFERENCES "label_languages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_websites" ADD CONSTRAINT "api_key_websites_organization_id_api_key_id_fkey" FOREIGN KEY ("organization_id", "api_key_id") REFERENCES "api_keys"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_websites" ADD CONSTRAINT "api_key_websites_organization_id_website_id_fkey" FOREIGN KEY ("organization_id", "website_id") REFERENCES "websites"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "websites" ADD CONSTRAINT "websites_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_websites" ADD CONSTRAINT "group_websites_organization_id_group_id_fkey" FOREIGN KEY ("organization_id", "group_id") REFERENCES "groups"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_websites" ADD CONSTRAINT "group_websites_organization_id_website_id_fkey" FOREIGN KEY ("organization_id", "website_id") REFERENCES "websites"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The order of websites: by name, or by address where there is none. An index row has room for 255 characters, not for a long address.
CREATE INDEX "websites_order_idx" ON "websites"("organization_id", left(coalesce("name", "url"), 255), "id");

INSERT INTO "label_languages" ("id", "lookup_name", "name") VALUES
    (1, 'en_US', 'English'),
    (2, 'en_GB', 'English'),
    (3, 'de_DE', 'German'),
    (4, 'fr_FR', 'French'),
    (5, 'es_ES', 'Spanish'),
    (6, 'it_IT', 'Italian'),
    (7, 'nl_NL', 'Dutch'),
    (8, 'pt_PT', 'Portuguese'),
    (9, 'pt_BR', 'Portuguese (Brazil)'),
    (10, 'ja_JP', 'Japanese'),
    (11, 'ko_KR', 'Korean'),
    (12, 'zh_CN', 'Chinese (simplified)'),
    (13, 'zh_TW', 'Chinese (traditional)'),
    (14, 'fr_CA', 'French (Canada)'),
    (15, 'es_MX', 'Spanish (Mexico)'),
    (16, 'de_AT', 'German (Austria)'),
    (17, 'de_CH', 'German (Switzerland)'),
    (18, 'en_AU', 'English (Australia)'),
    (19, 'en_CA', 'English (Canada)'),
    (20, 'sv_SE', 'Swedish'),
    (21, 'nb_NO', 'Norwegian'),
    (22, 'da_DK', 'Danish'),
    (23, 'fi_FI', 'Finnish'),
    (24, 'pl_PL', 'Polish'),
    (25, 'cs_CZ', 'Czech'),
    (26, 'hu_HU', 'Hungarian'),
    (27, 'ro_RO', 'Romanian'),
    (28, 'el_GR', 'Greek'),
    (29, 'tr_TR', 'Turkish'),
    (30, 'uk_UA', 'Ukrainian'),
    (31, 'ru_RU', 'Russian'),
    (32, 'ar_SA', 'Arabic'),
    (33, 'he_IL', 'Hebrew'),
    (34, 'hi_IN', 'Hindi'),
    (35, 'th_TH', 'Thai'),
    (36, 'vi_VN', 'Vietnamese'),
    (37, 'id_ID', 'Indonesian');
