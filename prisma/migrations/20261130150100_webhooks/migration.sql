-- Where organizations want to be told of changes, and what they are told.
-- CreateEnum
CREATE TYPE "webhook_event_type" AS ENUM ('GROUP_CREATED', 'GROUP_UPDATED', 'GROUP_DELETED', 'GROUP_CREDITS_SET', 'WEBSITE_CREATED', 'WEBSITE_UPDATED', 'WEBSITE_DELETED', 'WEBSITE_RESTORED', 'ACCOUNT_GROUP_CREATED', 'ACCOUNT_GROUP_UPDATED', 'ACCOUNT_GROUP_DELETED', 'STAFF_ACCOUNT_CREATED', 'STAFF_ACCOUNT_UPDATED', 'STAFF_ACCOUNT_DELETED', 'TEST');

-- CreateEnum
CREATE TYPE "webhook_delivery_status" AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT,
    "events" "webhook_event_type"[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "signing_secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "endpoint_id" UUID NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "event" "webhook_event_type" NOT NULL,
    "resource_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "status" "webhook_delivery_status" NOT NULL DEFAULT 'PENDING',
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "give_up_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (clock_timestamp() + '3 days'::interval),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "attempts" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "webhook_deliveries_organization_id_endpoint_id_status_due_a_idx" ON "webhook_deliveries"("organization_id", "endpoint_id", "status", "due_at", "place");

-- CreateIndex
CREATE INDEX "webhook_deliveries_organization_id_endpoint_id_place_idx" ON "webhook_deliveries"("organization_id", "endpoint_id", "place");

-- CreateIndex
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries"("created_at");

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
