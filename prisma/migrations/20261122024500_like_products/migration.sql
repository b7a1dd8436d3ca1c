-- A product that is only like another needs no order with both.

-- RedefineTables
CREATE TABLE "new_product_pairs" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "other_product_id" BIGINT NOT NULL,
    "together" INTEGER NOT NULL,
    "orders_with" INTEGER NOT NULL,
    "orders_with_other" INTEGER NOT NULL,
    "orders_all" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'together',

    PRIMARY KEY ("shop_id", "product_id", "rank"),
    CONSTRAINT "product_pairs_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "product_pairs_check_1" CHECK (together > 0 or kind = 'like'),
    CONSTRAINT "product_pairs_check_2" CHECK (together <= orders_with),
    CONSTRAINT "product_pairs_check_3" CHECK (together <= orders_with_other),
    CONSTRAINT "product_pairs_check_4" CHECK (product_id <> other_product_id),
    CONSTRAINT "product_pairs_check_5" CHECK (kind in ('together', 'next', 'like'))
) WITHOUT ROWID;
INSERT INTO "new_product_pairs" ("shop_id", "product_id", "rank", "other_product_id", "together", "orders_with", "orders_with_other", "orders_all", "kind")
SELECT "shop_id", "product_id", "rank", "other_product_id", "together", "orders_with", "orders_with_other", "orders_all", "kind" FROM "product_pairs";
DROP TABLE "product_pairs";
ALTER TABLE "new_product_pairs" RENAME TO "product_pairs";
