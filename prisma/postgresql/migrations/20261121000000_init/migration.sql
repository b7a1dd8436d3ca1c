-- Tables as prisma/schema.prisma describes them. The CHECK constraints stand only here: Prisma has no words for them.

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs" (
    "job_id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "claimed_key" TEXT,
    "payload" TEXT NOT NULL,
    "run_at" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "locked_by" TEXT,
    "locked_until" BIGINT,
    "last_fault" TEXT,
    "dead_at" BIGINT,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("job_id"),
    CONSTRAINT "jobs_check_1" CHECK (length(name) > 0),
    CONSTRAINT "jobs_check_2" CHECK (attempts >= 0),
    CONSTRAINT "jobs_check_3" CHECK (max_attempts > 0)
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" TEXT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "seen_at" BIGINT NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "shops" (
    "shop_id" SERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "has_all_orders" INTEGER NOT NULL DEFAULT 0,
    "counts_shipping" INTEGER NOT NULL DEFAULT 0,
    "counts_tax" INTEGER NOT NULL DEFAULT 0,
    "installed_at" BIGINT NOT NULL,
    "uninstalled_at" BIGINT,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "shops_check_1" CHECK (has_all_orders in (0, 1)),
    CONSTRAINT "shops_check_2" CHECK (counts_shipping in (0, 1)),
    CONSTRAINT "shops_check_3" CHECK (counts_tax in (0, 1)),
    CONSTRAINT "shops_check_4" CHECK (length(currency) = 3)
);

-- CreateTable
CREATE TABLE "refreshes" (
    "shop_id" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "as_of" BIGINT,
    "finished_at" BIGINT,
    "failed_at" BIGINT,
    "fault" TEXT,

    CONSTRAINT "refreshes_pkey" PRIMARY KEY ("shop_id","stage")
);

-- CreateTable
CREATE TABLE "customers" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "number_of_orders" INTEGER NOT NULL,
    "amount_spent_minor" BIGINT NOT NULL,
    "last_order_at" BIGINT,
    "shopify_rfm_group" TEXT,
    "account_status" TEXT NOT NULL,
    "email_status" TEXT,
    "language" TEXT,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("shop_id","customer_id"),
    CONSTRAINT "customers_check_1" CHECK (number_of_orders >= 0)
);

-- CreateTable
CREATE TABLE "customer_tags" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tag_key" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "customer_tags_pkey" PRIMARY KEY ("shop_id","customer_id","tag_key")
);

-- CreateTable
CREATE TABLE "customer_countries" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "country" TEXT NOT NULL,

    CONSTRAINT "customer_countries_pkey" PRIMARY KEY ("shop_id","customer_id","country"),
    CONSTRAINT "customer_countries_check_1" CHECK (length(country) = 2)
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "processed_at" BIGINT NOT NULL,
    "processed_day" INTEGER NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "cancelled_at" BIGINT,
    "is_test" INTEGER NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "adjustment_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id"),
    CONSTRAINT "orders_check_1" CHECK (is_test in (0, 1)),
    CONSTRAINT "orders_check_2" CHECK (adjustment_minor >= 0)
);

-- CreateTable
CREATE TABLE "line_items" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_item_id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "line_items_pkey" PRIMARY KEY ("shop_id","order_id","line_item_id"),
    CONSTRAINT "line_items_check_1" CHECK (current_quantity >= 0),
    CONSTRAINT "line_items_check_2" CHECK (current_quantity <= quantity)
);

-- CreateTable
CREATE TABLE "refunds" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("shop_id","order_id","refund_id")
);

-- CreateTable
CREATE TABLE "products" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "product_type" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "published_at" BIGINT,
    "is_available" INTEGER NOT NULL,
    "min_price_minor" BIGINT NOT NULL,
    "image_url" TEXT,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop_id","product_id"),
    CONSTRAINT "products_check_1" CHECK (is_available in (0, 1))
);

-- CreateTable
CREATE TABLE "variants" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "cost_minor" BIGINT,
    "is_available" INTEGER NOT NULL,

    CONSTRAINT "variants_pkey" PRIMARY KEY ("shop_id","product_id","variant_id"),
    CONSTRAINT "variants_check_1" CHECK (is_available in (0, 1))
);

-- CreateTable
CREATE TABLE "customer_facts" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "first_order_at" BIGINT,
    "first_order_day" INTEGER,
    "last_order_at" BIGINT,
    "last_order_day" INTEGER,
    "as_of" BIGINT NOT NULL,

    CONSTRAINT "customer_facts_pkey" PRIMARY KEY ("shop_id","customer_id"),
    CONSTRAINT "customer_facts_check_1" CHECK (orders >= 0),
    CONSTRAINT "customer_facts_check_2" CHECK ((orders = 0) = (last_order_at is null)),
    CONSTRAINT "customer_facts_check_3" CHECK ((last_order_at is null) = (first_order_at is null))
);

-- CreateTable
CREATE TABLE "touched_customers" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "touched_at" BIGINT NOT NULL,

    CONSTRAINT "touched_customers_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "imports" (
    "shop_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "bulk_operation_id" BIGINT,
    "url" TEXT,
    "saved_bytes" BIGINT NOT NULL DEFAULT 0,
    "total_bytes" BIGINT,
    "saved_objects" INTEGER NOT NULL DEFAULT 0,
    "expected_objects" INTEGER,
    "started_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "finished_at" BIGINT,
    "fault" TEXT,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("shop_id","resource"),
    CONSTRAINT "imports_check_1" CHECK (resource in ('products', 'customers', 'orders')),
    CONSTRAINT "imports_check_2" CHECK (state in ('waiting', 'running', 'saving', 'done', 'failed')),
    CONSTRAINT "imports_check_3" CHECK (saved_bytes >= 0)
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "shop_id" INTEGER NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "triggered_at" BIGINT,
    "received_at" BIGINT NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "reconciliations" (
    "shop_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "finished_at" BIGINT,
    "since" BIGINT NOT NULL,
    "checked" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "extra" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("shop_id","resource","started_at")
);

-- CreateTable
CREATE TABLE "privacy_requests" (
    "shop_id" INTEGER NOT NULL,
    "request_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" BIGINT,
    "received_at" BIGINT NOT NULL,
    "completed_at" BIGINT,
    "report" TEXT,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("shop_id","request_id"),
    CONSTRAINT "privacy_requests_check_1" CHECK (kind in ('customers/data_request', 'customers/redact'))
);

-- CreateTable
CREATE TABLE "rfm_scores" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "recency" INTEGER,
    "frequency" INTEGER,
    "monetary" INTEGER,
    "rfm_group" TEXT NOT NULL,

    CONSTRAINT "rfm_scores_pkey" PRIMARY KEY ("shop_id","customer_id"),
    CONSTRAINT "rfm_scores_check_1" CHECK (recency between 1 and 5),
    CONSTRAINT "rfm_scores_check_2" CHECK (frequency between 1 and 5),
    CONSTRAINT "rfm_scores_check_3" CHECK (monetary between 1 and 5)
);

-- CreateTable
CREATE TABLE "rfm_cutoffs" (
    "shop_id" INTEGER NOT NULL,
    "as_of_day" INTEGER NOT NULL,
    "as_of" BIGINT NOT NULL,
    "customers" INTEGER NOT NULL,
    "cutoffs" TEXT NOT NULL,

    CONSTRAINT "rfm_cutoffs_pkey" PRIMARY KEY ("shop_id","as_of_day")
);

-- CreateTable
CREATE TABLE "segments" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "template_key" TEXT,
    "priority" INTEGER NOT NULL,
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "as_of" BIGINT,
    "fault" TEXT,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("shop_id","segment_id"),
    CONSTRAINT "segments_check_1" CHECK (length(handle) > 0),
    CONSTRAINT "segments_check_2" CHECK (length(name) between 1 and 255),
    CONSTRAINT "segments_check_3" CHECK (length(query) > 0),
    CONSTRAINT "segments_check_4" CHECK (member_count >= 0)
);

-- CreateTable
CREATE TABLE "memberships" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("shop_id","segment_id","customer_id")
);

-- CreateTable
CREATE TABLE "past_memberships" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,

    CONSTRAINT "past_memberships_pkey" PRIMARY KEY ("shop_id","segment_id","customer_id","since"),
    CONSTRAINT "past_memberships_check_1" CHECK (until >= since)
);

-- CreateTable
CREATE TABLE "segment_sizes" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "members" INTEGER NOT NULL,
    "joined" INTEGER NOT NULL,
    "left" INTEGER NOT NULL,

    CONSTRAINT "segment_sizes_pkey" PRIMARY KEY ("shop_id","segment_id","day")
);

-- CreateTable
CREATE TABLE "product_pairs" (
    "shop_id" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "other_product_id" BIGINT NOT NULL,
    "together" INTEGER NOT NULL,
    "orders_with" INTEGER NOT NULL,
    "orders_with_other" INTEGER NOT NULL,
    "orders_all" INTEGER NOT NULL,

    CONSTRAINT "product_pairs_pkey" PRIMARY KEY ("shop_id","product_id","rank"),
    CONSTRAINT "product_pairs_check_1" CHECK (together > 0),
    CONSTRAINT "product_pairs_check_2" CHECK (together <= orders_with),
    CONSTRAINT "product_pairs_check_3" CHECK (together <= orders_with_other),
    CONSTRAINT "product_pairs_check_4" CHECK (product_id <> other_product_id)
);

-- CreateTable
CREATE TABLE "shelf_items" (
    "shop_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "shelf_items_pkey" PRIMARY KEY ("shop_id","handle","rank")
);

-- CreateTable
CREATE TABLE "picks" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "product_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "picks_pkey" PRIMARY KEY ("shop_id","customer_id","rank")
);

-- CreateTable
CREATE TABLE "offers" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "code" TEXT,
    "starts_at" BIGINT NOT NULL,
    "ends_at" BIGINT,
    "state" TEXT NOT NULL,
    "twin_id" BIGINT,
    "discount_id" BIGINT,
    "fault" TEXT,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("shop_id","offer_id"),
    CONSTRAINT "offers_check_1" CHECK (basis_points between 1 and 10000),
    CONSTRAINT "offers_check_2" CHECK (method in ('automatic', 'code')),
    CONSTRAINT "offers_check_3" CHECK ((method = 'code') = (code is not null)),
    CONSTRAINT "offers_check_4" CHECK (state in ('active', 'ended')),
    CONSTRAINT "offers_check_5" CHECK (ends_at is null or ends_at > starts_at)
);

-- CreateTable
CREATE TABLE "published_metafields" (
    "shop_id" INTEGER NOT NULL,
    "owner_type" TEXT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "published_at" BIGINT NOT NULL,

    CONSTRAINT "published_metafields_pkey" PRIMARY KEY ("shop_id","owner_type","key","owner_id"),
    CONSTRAINT "published_metafields_check_1" CHECK (owner_type in ('customer', 'product', 'app'))
);

-- CreateTable
CREATE TABLE "published_objects" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "object_id" BIGINT NOT NULL,
    "content" TEXT NOT NULL,
    "published_at" BIGINT NOT NULL,

    CONSTRAINT "published_objects_pkey" PRIMARY KEY ("shop_id","kind","handle"),
    CONSTRAINT "published_objects_check_1" CHECK (kind in ('metaobject', 'twin', 'discount'))
);

-- CreateTable
CREATE TABLE "publish_runs" (
    "shop_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "bulk_operation_id" BIGINT,
    "started_at" BIGINT NOT NULL,
    "finished_at" BIGINT,
    "differences" INTEGER NOT NULL DEFAULT 0,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,

    CONSTRAINT "publish_runs_pkey" PRIMARY KEY ("shop_id","run_id"),
    CONSTRAINT "publish_runs_check_1" CHECK (state in ('sending', 'bulk', 'done', 'failed'))
);

-- CreateTable
CREATE TABLE "publishing_metafields" (
    "shop_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "owner_type" TEXT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT,

    CONSTRAINT "publishing_metafields_pkey" PRIMARY KEY ("shop_id","run_id","line")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "jobs_key_key" ON "jobs"("key");

-- CreateIndex
CREATE INDEX "jobs_dead_at_run_at_idx" ON "jobs"("dead_at", "run_at");

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- CreateIndex
CREATE INDEX "customers_shop_id_number_of_orders_idx" ON "customers"("shop_id", "number_of_orders");

-- CreateIndex
CREATE INDEX "customers_shop_id_amount_spent_minor_idx" ON "customers"("shop_id", "amount_spent_minor");

-- CreateIndex
CREATE INDEX "customer_tags_shop_id_tag_key_customer_id_idx" ON "customer_tags"("shop_id", "tag_key", "customer_id");

-- CreateIndex
CREATE INDEX "customer_countries_shop_id_country_customer_id_idx" ON "customer_countries"("shop_id", "country", "customer_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_processed_at_idx" ON "orders"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_processed_at_idx" ON "orders"("shop_id", "processed_at");

-- CreateIndex
CREATE INDEX "line_items_shop_id_product_id_order_id_idx" ON "line_items"("shop_id", "product_id", "order_id");

-- CreateIndex
CREATE INDEX "variants_shop_id_variant_id_idx" ON "variants"("shop_id", "variant_id");

-- CreateIndex
CREATE INDEX "customer_facts_shop_id_last_order_at_idx" ON "customer_facts"("shop_id", "last_order_at");

-- CreateIndex
CREATE INDEX "customer_facts_shop_id_first_order_at_idx" ON "customer_facts"("shop_id", "first_order_at");

-- CreateIndex
CREATE INDEX "customer_facts_shop_id_net_minor_idx" ON "customer_facts"("shop_id", "net_minor");

-- CreateIndex
CREATE INDEX "customer_facts_shop_id_orders_idx" ON "customer_facts"("shop_id", "orders");

-- CreateIndex
CREATE INDEX "webhook_deliveries_shop_id_received_at_idx" ON "webhook_deliveries"("shop_id", "received_at");

-- CreateIndex
CREATE INDEX "rfm_scores_shop_id_rfm_group_customer_id_idx" ON "rfm_scores"("shop_id", "rfm_group", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "segments_shop_id_handle_key" ON "segments"("shop_id", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "segments_shop_id_name_key" ON "segments"("shop_id", "name");

-- CreateIndex
CREATE INDEX "memberships_shop_id_customer_id_idx" ON "memberships"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "past_memberships_shop_id_customer_id_idx" ON "past_memberships"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "past_memberships_shop_id_segment_id_until_idx" ON "past_memberships"("shop_id", "segment_id", "until");

-- CreateIndex
CREATE INDEX "offers_shop_id_segment_id_idx" ON "offers"("shop_id", "segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "offers_shop_id_handle_key" ON "offers"("shop_id", "handle");

-- AddForeignKey
ALTER TABLE "refreshes" ADD CONSTRAINT "refreshes_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfm_cutoffs" ADD CONSTRAINT "rfm_cutoffs_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segments" ADD CONSTRAINT "segments_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_shop_id_segment_id_fkey" FOREIGN KEY ("shop_id", "segment_id") REFERENCES "segments"("shop_id", "segment_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "past_memberships" ADD CONSTRAINT "past_memberships_shop_id_segment_id_fkey" FOREIGN KEY ("shop_id", "segment_id") REFERENCES "segments"("shop_id", "segment_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_sizes" ADD CONSTRAINT "segment_sizes_shop_id_segment_id_fkey" FOREIGN KEY ("shop_id", "segment_id") REFERENCES "segments"("shop_id", "segment_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_pairs" ADD CONSTRAINT "product_pairs_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shelf_items" ADD CONSTRAINT "shelf_items_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_metafields" ADD CONSTRAINT "published_metafields_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_objects" ADD CONSTRAINT "published_objects_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publish_runs" ADD CONSTRAINT "publish_runs_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;

