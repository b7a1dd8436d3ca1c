-- Collections of products, what else is computed of a customer's purchases, and events from outside.

-- CreateTable
CREATE TABLE "collections" (
    "shop_id" INTEGER NOT NULL,
    "collection_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "collection_id"),
    CONSTRAINT "collections_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "product_collections" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "collection_id" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "product_id", "collection_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "purchase_facts" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,
    "discounted_orders" INTEGER NOT NULL,
    "gift_orders" INTEGER NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,
    "full_price_units" INTEGER NOT NULL,
    "products" INTEGER NOT NULL,
    "types" INTEGER NOT NULL,
    "vendors" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id"),
    CONSTRAINT "purchase_facts_check_1" CHECK (orders > 0),
    CONSTRAINT "purchase_facts_check_2" CHECK (discounted_orders between 0 and orders),
    CONSTRAINT "purchase_facts_check_3" CHECK (gift_orders between 0 and orders),
    CONSTRAINT "purchase_facts_check_4" CHECK (full_price_units between 0 and units)
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "outside_events" (
    "shop_id" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "happened_at" BIGINT NOT NULL,
    "value_millionth" BIGINT,
    "answer" TEXT,

    PRIMARY KEY ("shop_id", "event_id"),
    CONSTRAINT "outside_events_check_1" CHECK (length(name) > 0),
    CONSTRAINT "outside_events_check_2" CHECK (length(event_id) > 0)
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "product_collections_shop_id_collection_id_product_id_idx" ON "product_collections"("shop_id", "collection_id", "product_id");

-- CreateIndex
CREATE INDEX "outside_events_shop_id_customer_id_name_happened_at_idx" ON "outside_events"("shop_id", "customer_id", "name", "happened_at");

-- CreateIndex
CREATE INDEX "outside_events_shop_id_name_happened_at_idx" ON "outside_events"("shop_id", "name", "happened_at");
