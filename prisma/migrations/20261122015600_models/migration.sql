-- AlterTable
ALTER TABLE "rfm_scores" ADD COLUMN "klaviyo_group" TEXT;

-- CreateTable
CREATE TABLE "rfm_settings" (
    "shop_id" INTEGER NOT NULL PRIMARY KEY,
    "method" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "recency_days" TEXT,
    "edited" TEXT,
    "changed_at" BIGINT NOT NULL,
    CONSTRAINT "rfm_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "customer_cadence" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "order_days" INTEGER NOT NULL,
    "last_order_day" INTEGER NOT NULL,
    "usual_gap_days" REAL,
    "basis" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "usual_gaps" (
    "shop_id" INTEGER NOT NULL,
    "product_type" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "gap_days" REAL NOT NULL,
    "as_of" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "product_type"),
    CONSTRAINT "usual_gaps_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_lifetime" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "chance_alive" REAL NOT NULL,
    "expected_orders" REAL NOT NULL,
    "expected_value_minor" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "lifetime_patterns" (
    "shop_id" INTEGER NOT NULL,
    "repeats" INTEGER NOT NULL,
    "last_bought" INTEGER NOT NULL,
    "age" INTEGER NOT NULL,
    "chance_alive" REAL NOT NULL,
    "expected_orders" REAL NOT NULL,

    PRIMARY KEY ("shop_id", "repeats", "last_bought", "age"),
    CONSTRAINT "lifetime_patterns_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "model_reports" (
    "shop_id" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "as_of" BIGINT NOT NULL,
    "report" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "model"),
    CONSTRAINT "model_reports_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "tier_rules" (
    "shop_id" INTEGER NOT NULL PRIMARY KEY,
    "measure" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "keep_percent" INTEGER NOT NULL,
    "grace_days" INTEGER NOT NULL,
    "changed_at" BIGINT NOT NULL,
    CONSTRAINT "tier_rules_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "tiers" (
    "shop_id" INTEGER NOT NULL,
    "tier_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "threshold" BIGINT NOT NULL,
    "archived_at" BIGINT,

    PRIMARY KEY ("shop_id", "tier_id"),
    CONSTRAINT "tiers_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "tier_holdings" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tier_id" INTEGER NOT NULL,
    "below_since_day" INTEGER,

    PRIMARY KEY ("shop_id", "customer_id", "tier_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_tiers" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tier_id" INTEGER,
    "value" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "customer_tiers_shop_id_tier_id_customer_id_idx" ON "customer_tiers"("shop_id", "tier_id", "customer_id");

-- CreateTable
CREATE TABLE "tier_moves" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "from_tier_id" INTEGER,
    "to_tier_id" INTEGER,
    "value" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id", "at")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "tier_moves_shop_id_at_idx" ON "tier_moves"("shop_id", "at");
