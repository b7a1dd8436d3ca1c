-- An offer has terms of any of Shopify's kinds, a life from draft to ended, and may give each member a code of their own.

-- RedefineTable
CREATE TABLE "new_offers" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "terms" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "code" TEXT,
    "starts_at" BIGINT NOT NULL,
    "ends_at" BIGINT,
    "state" TEXT NOT NULL,
    "holdout_basis_points" INTEGER NOT NULL DEFAULT 0,
    "quiet_days" INTEGER NOT NULL DEFAULT 14,
    "confirmed" TEXT NOT NULL DEFAULT '[]',
    "activated_at" BIGINT,
    "confirmed_at" BIGINT,
    "drift" TEXT,
    "twin_id" BIGINT,
    "discount_id" BIGINT,
    "fault" TEXT,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "offer_id"),
    CONSTRAINT "offers_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "offers_check_1" CHECK (holdout_basis_points between 0 and 10000 and quiet_days >= 0),
    CONSTRAINT "offers_check_2" CHECK (method in ('automatic', 'code', 'member-codes')),
    CONSTRAINT "offers_check_3" CHECK ((method = 'code') = (code is not null)),
    CONSTRAINT "offers_check_4" CHECK (state in ('draft', 'active', 'paused', 'ended')),
    CONSTRAINT "offers_check_5" CHECK (ends_at is null or ends_at > starts_at)
);
INSERT INTO "new_offers" ("shop_id", "offer_id", "handle", "segment_id", "title", "terms", "method", "code", "starts_at", "ends_at", "state", "activated_at", "twin_id", "discount_id", "fault", "created_at", "updated_at")
SELECT "shop_id", "offer_id", "handle", "segment_id", "title",
    '{"reduction":{"kind":"percentage","basisPoints":' || "basis_points" || ',"items":{"kind":"all"}},"minimum":null,"combinesWith":{"product":false,"order":false,"shipping":true},"oncePerCustomer":false,"usageLimit":null}',
    "method", "code", "starts_at", "ends_at", "state", "created_at", "twin_id", "discount_id", "fault", "created_at", "updated_at"
FROM "offers";
DROP TABLE "offers";
ALTER TABLE "new_offers" RENAME TO "offers";

-- CreateIndex
CREATE UNIQUE INDEX "offers_shop_id_handle_key" ON "offers"("shop_id", "handle");

-- CreateIndex
CREATE INDEX "offers_shop_id_segment_id_idx" ON "offers"("shop_id", "segment_id");

-- CreateTable
CREATE TABLE "offer_codes" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "creation_id" BIGINT,
    "confirmed_at" BIGINT,

    PRIMARY KEY ("shop_id", "offer_id", "customer_id")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "offer_codes_shop_id_code_key" ON "offer_codes"("shop_id", "code");

-- CreateIndex
CREATE INDEX "offer_codes_shop_id_customer_id_idx" ON "offer_codes"("shop_id", "customer_id");
