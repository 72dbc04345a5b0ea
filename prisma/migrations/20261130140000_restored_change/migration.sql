-- What comes back after a deletion.
-- AlterEnum
ALTER TYPE "change_kind" ADD VALUE 'RESTORED';

-- AlterEnum
ALTER TYPE "history_resource" ADD VALUE 'WEBSITE';
