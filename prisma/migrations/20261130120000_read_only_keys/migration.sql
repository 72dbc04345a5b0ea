-- Keys that may change nothing.
-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN "read_only" BOOLEAN NOT NULL DEFAULT false;

-- The reader among the demo keys becomes what its name says, in a demo that was created before.
UPDATE "api_keys" SET "read_only" = true
WHERE "organization_id" = '0c0ffee0-0000-4000-8000-000000000001' AND "id" = 'ce110000-0000-4000-8000-000000000002';
