-- What goes with a product for which reason, what is bought instead, what was learned, how far learning is, and the merchant's rules.

-- AlterTable
ALTER TABLE "product_pairs" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'together';

-- CreateTable
CREATE TABLE "product_substitutes" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "other_product_id" BIGINT NOT NULL,
    "customers" INTEGER NOT NULL,
    "customers_with" INTEGER NOT NULL,
    "together" INTEGER NOT NULL,
    "by_chance" INTEGER NOT NULL,

    CONSTRAINT "product_substitutes_pkey" PRIMARY KEY ("shop_id", "product_id", "rank"),
    CONSTRAINT "product_substitutes_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "recommendation_models" (
    "shop_id" INTEGER NOT NULL,
    "as_of" BIGINT NOT NULL,
    "learned_at" BIGINT NOT NULL,
    "evaluation" TEXT NOT NULL,
    "model" BYTEA NOT NULL,

    CONSTRAINT "recommendation_models_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "recommendation_models_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "recommendation_progress" (
    "shop_id" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "started_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "recommendation_progress_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "recommendation_progress_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "recommendation_rules" (
    "shop_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "amount" INTEGER,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "recommendation_rules_pkey" PRIMARY KEY ("shop_id", "rule_id"),
    CONSTRAINT "recommendation_rules_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);
