-- CreateTable
CREATE TABLE "credit_turns" (
    "organization_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "holder" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_turns_pkey" PRIMARY KEY ("organization_id","entity_id")
);
