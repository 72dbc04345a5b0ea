-- CreateTable
CREATE TABLE "stripe_customers" (
    "organization_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "monthly_renews_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_customers_pkey" PRIMARY KEY ("organization_id","group_id")
);

-- CreateIndex
CREATE INDEX "stripe_customers_monthly_renews_at_idx" ON "stripe_customers"("monthly_renews_at");
