-- Deliveries that arrived are removed sooner than others. Prisma's schema has no partial indexes, and leaves this one alone.
-- CreateIndex
CREATE INDEX CONCURRENTLY "webhook_deliveries_delivered_idx" ON "webhook_deliveries"("created_at") WHERE "status" = 'DELIVERED';
