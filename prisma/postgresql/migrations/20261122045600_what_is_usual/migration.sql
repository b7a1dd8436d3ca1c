-- What a shopper may be told of a pick, and what a customer buys again and again.

-- AlterTable
ALTER TABLE "picks" ADD COLUMN "shopper_reason" TEXT NOT NULL DEFAULT 'popular';
ALTER TABLE "picks" ADD CONSTRAINT "picks_check_1" CHECK (shopper_reason in ('again', 'with', 'like', 'popular', 'new', 'chosen'));

-- CreateTable
CREATE TABLE "usual_products" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "every_days" INTEGER NOT NULL,
    "due_day" INTEGER NOT NULL,

    CONSTRAINT "usual_products_pkey" PRIMARY KEY ("shop_id", "customer_id", "rank"),
    CONSTRAINT "usual_products_check_1" CHECK (every_days > 0)
);
