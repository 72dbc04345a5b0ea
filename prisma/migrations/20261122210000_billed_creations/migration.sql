-- CreateTable
CREATE TABLE "billed_creations" (
    "organization_id" UUID NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "times" INTEGER NOT NULL,

    CONSTRAINT "billed_creations_pkey" PRIMARY KEY ("organization_id","fingerprint")
);

-- AddForeignKey
ALTER TABLE "billed_creations" ADD CONSTRAINT "billed_creations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

