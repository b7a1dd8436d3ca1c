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

    CONSTRAINT "customer_regions_pkey" PRIMARY KEY ("shop_id", "customer_id", "region")
);

-- CreateTable
CREATE TABLE "customer_cities" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "city" TEXT NOT NULL,

    CONSTRAINT "customer_cities_pkey" PRIMARY KEY ("shop_id", "customer_id", "city")
);

-- CreateTable
CREATE TABLE "customer_points" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "x" BIGINT NOT NULL,
    "y" BIGINT NOT NULL,
    "z" BIGINT NOT NULL,

    CONSTRAINT "customer_points_pkey" PRIMARY KEY ("shop_id", "customer_id", "x", "y", "z")
);

-- CreateTable
CREATE TABLE "customer_companies" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "company_id" BIGINT NOT NULL,

    CONSTRAINT "customer_companies_pkey" PRIMARY KEY ("shop_id", "customer_id", "company_id")
);

-- CreateTable
CREATE TABLE "customer_traces" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_by_app_id" BIGINT,
    "abandoned_checkout_at" BIGINT,

    CONSTRAINT "customer_traces_pkey" PRIMARY KEY ("shop_id", "customer_id")
);

-- CreateTable
CREATE TABLE "metafield_definitions" (
    "shop_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value_type" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "metafield_definitions_pkey" PRIMARY KEY ("shop_id", "name"),
    CONSTRAINT "metafield_definitions_check_1" CHECK (value_type in ('date', 'moment', 'integer', 'decimal', 'text', 'boolean', 'integers', 'decimals', 'texts'))
);

-- CreateTable
CREATE TABLE "customer_metafields" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" DOUBLE PRECISION,
    "text" TEXT,
    "month_day" INTEGER,

    CONSTRAINT "customer_metafields_pkey" PRIMARY KEY ("shop_id", "customer_id", "name", "position"),
    CONSTRAINT "customer_metafields_check_1" CHECK (month_day between 101 and 1231)
);

-- CreateTable
CREATE TABLE "store_credit_accounts" (
    "shop_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance_thousandths" BIGINT NOT NULL,
    "next_expiry_at" BIGINT,
    "last_credit_at" BIGINT,

    CONSTRAINT "store_credit_accounts_pkey" PRIMARY KEY ("shop_id", "account_id"),
    CONSTRAINT "store_credit_accounts_check_1" CHECK (length(currency) = 3)
);

-- CreateTable
CREATE TABLE "customer_events" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "object_id" BIGINT,
    "at" BIGINT NOT NULL,

    CONSTRAINT "customer_events_pkey" PRIMARY KEY ("shop_id", "customer_id", "kind", "event_key")
);

-- CreateTable
CREATE TABLE "product_tags" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "tag_key" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "product_tags_pkey" PRIMARY KEY ("shop_id", "product_id", "tag_key")
);

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

-- AddForeignKey
ALTER TABLE "metafield_definitions" ADD CONSTRAINT "metafield_definitions_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;
