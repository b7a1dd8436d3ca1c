-- An offer has terms of any of Shopify's kinds, a life from draft to ended, and may give each member a code of their own.

-- AlterTable
ALTER TABLE "offers"
    ADD COLUMN "terms" TEXT,
    ADD COLUMN "holdout_basis_points" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "quiet_days" INTEGER NOT NULL DEFAULT 14,
    ADD COLUMN "confirmed" TEXT NOT NULL DEFAULT '[]',
    ADD COLUMN "activated_at" BIGINT,
    ADD COLUMN "confirmed_at" BIGINT,
    ADD COLUMN "drift" TEXT;
UPDATE "offers" SET "activated_at" = "created_at",
    "terms" = '{"reduction":{"kind":"percentage","basisPoints":' || "basis_points" || ',"items":{"kind":"all"}},"minimum":null,"combinesWith":{"product":false,"order":false,"shipping":true},"oncePerCustomer":false,"usageLimit":null}';
ALTER TABLE "offers"
    DROP CONSTRAINT "offers_check_1",
    DROP CONSTRAINT "offers_check_2",
    DROP CONSTRAINT "offers_check_3",
    DROP CONSTRAINT "offers_check_4",
    ALTER COLUMN "terms" SET NOT NULL,
    DROP COLUMN "basis_points",
    ADD CONSTRAINT "offers_check_1" CHECK (holdout_basis_points between 0 and 10000 and quiet_days >= 0),
    ADD CONSTRAINT "offers_check_2" CHECK (method in ('automatic', 'code', 'member-codes')),
    ADD CONSTRAINT "offers_check_3" CHECK ((method = 'code') = (code is not null)),
    ADD CONSTRAINT "offers_check_4" CHECK (state in ('draft', 'active', 'paused', 'ended'));

-- CreateTable
CREATE TABLE "offer_codes" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "creation_id" BIGINT,
    "confirmed_at" BIGINT,

    CONSTRAINT "offer_codes_pkey" PRIMARY KEY ("shop_id","offer_id","customer_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "offer_codes_shop_id_code_key" ON "offer_codes"("shop_id", "code");

-- CreateIndex
CREATE INDEX "offer_codes_shop_id_customer_id_idx" ON "offer_codes"("shop_id", "customer_id");
