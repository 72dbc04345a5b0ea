-- When the times of a key were known to be right. Null for the keys that are there now: where PostgreSQL's time zone was
-- not UTC they may be shifted, see "npm run admin -- key repair-times". No table is rewritten.
-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN "times_checked_at" TIMESTAMPTZ(3);
ALTER TABLE "api_keys" ALTER COLUMN "times_checked_at" SET DEFAULT CURRENT_TIMESTAMP;
