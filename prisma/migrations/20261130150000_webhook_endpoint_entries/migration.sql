-- The history tells of webhook endpoints.
-- AlterEnum
ALTER TYPE "history_resource" ADD VALUE 'WEBHOOK_ENDPOINT';
