-- Who is kept from an offer, and what a merchant wants of every offer.

CREATE TABLE "offer_assignments" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "is_held_out" INTEGER NOT NULL CHECK ("is_held_out" IN (0, 1)),
    "assigned_at" BIGINT NOT NULL,

    CONSTRAINT "offer_assignments_pkey" PRIMARY KEY ("shop_id", "offer_id", "customer_id")
);

CREATE INDEX "offer_assignments_shop_id_customer_id_idx" ON "offer_assignments"("shop_id", "customer_id");

CREATE TABLE "offer_settings" (
    "shop_id" INTEGER NOT NULL,
    "margin_floor_basis_points" INTEGER NOT NULL CHECK ("margin_floor_basis_points" BETWEEN 0 AND 9900),
    "no_offers_tag" TEXT NOT NULL,
    "quiet_days" INTEGER NOT NULL CHECK ("quiet_days" BETWEEN 0 AND 365),
    "disclose" TEXT NOT NULL,
    "changed_at" BIGINT NOT NULL,

    CONSTRAINT "offer_settings_pkey" PRIMARY KEY ("shop_id")
);

ALTER TABLE "offer_settings" ADD CONSTRAINT "offer_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;
