-- Who may set up webhooks, and where the history tells of it.
-- AlterEnum
ALTER TYPE "permission" ADD VALUE IF NOT EXISTS 'KEY_ADMINISTRATION';

-- AlterEnum
ALTER TYPE "history_resource" ADD VALUE IF NOT EXISTS 'WEBHOOK_ENDPOINT';
