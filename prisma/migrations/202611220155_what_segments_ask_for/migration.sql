-- AlterTable
ALTER TABLE "customers" ADD COLUMN "email_domain" TEXT;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN "sms_status" TEXT;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN "predicted_tier" TEXT;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN "subscription_status" TEXT;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "app_id" BIGINT;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "location_id" BIGINT;

-- AlterTable
ALTER TABLE "products" ADD COLUMN "category_id" TEXT;

-- CreateTable
CREATE TABLE "customer_regions" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "region" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "region")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_cities" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "city" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "city")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_points" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "x" BIGINT NOT NULL,
    "y" BIGINT NOT NULL,
    "z" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "x", "y", "z")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_companies" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "company_id" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "company_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_traces" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_by_app_id" BIGINT,
    "abandoned_checkout_at" BIGINT,

    PRIMARY KEY ("shop_id", "customer_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "metafield_definitions" (
    "shop_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value_type" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "name"),
    CONSTRAINT "metafield_definitions_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "metafield_definitions_check_1" CHECK (value_type in ('date', 'moment', 'integer', 'decimal', 'text', 'boolean', 'integers', 'decimals', 'texts'))
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_metafields" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" REAL,
    "text" TEXT,
    "month_day" INTEGER,

    PRIMARY KEY ("shop_id", "customer_id", "name", "position"),
    CONSTRAINT "customer_metafields_check_1" CHECK (month_day between 101 and 1231)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "store_credit_accounts" (
    "shop_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance_thousandths" BIGINT NOT NULL,
    "next_expiry_at" BIGINT,
    "last_credit_at" BIGINT,

    PRIMARY KEY ("shop_id", "account_id"),
    CONSTRAINT "store_credit_accounts_check_1" CHECK (length(currency) = 3)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_events" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "object_id" BIGINT,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "kind", "event_key")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "product_tags" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "tag_key" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "product_id", "tag_key")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "customer_regions_shop_id_region_customer_id_idx" ON "customer_regions"("shop_id", "region", "customer_id");

-- CreateIndex
CREATE INDEX "customer_cities_shop_id_city_customer_id_idx" ON "customer_cities"("shop_id", "city", "customer_id");

-- CreateIndex
CREATE INDEX "customer_traces_shop_id_abandoned_checkout_at_idx" ON "customer_traces"("shop_id", "abandoned_checkout_at");

-- CreateIndex
CREATE INDEX "customer_metafields_shop_id_name_number_idx" ON "customer_metafields"("shop_id", "name", "number");

-- CreateIndex
CREATE INDEX "store_credit_accounts_shop_id_customer_id_idx" ON "store_credit_accounts"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "customer_events_shop_id_kind_at_idx" ON "customer_events"("shop_id", "kind", "at");

-- CreateIndex
CREATE INDEX "product_tags_shop_id_tag_key_product_id_idx" ON "product_tags"("shop_id", "tag_key", "product_id");
