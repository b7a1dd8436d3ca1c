-- What a tier gives, and whom its offers are for.

CREATE TABLE "tier_benefits" (
    "shop_id" INTEGER NOT NULL,
    "tier_id" INTEGER NOT NULL,
    "benefit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('text', 'collection')),
    "text" TEXT,
    "collection_id" BIGINT,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "tier_benefits_pkey" PRIMARY KEY ("shop_id","tier_id","benefit_id")
);

CREATE TABLE "tier_audiences" (
    "shop_id" INTEGER NOT NULL,
    "tier_id" INTEGER NOT NULL,
    "audience" TEXT NOT NULL CHECK ("audience" IN ('members', 'newcomers')),
    "segment_id" INTEGER NOT NULL,

    CONSTRAINT "tier_audiences_pkey" PRIMARY KEY ("shop_id","tier_id","audience")
);

ALTER TABLE "tier_benefits" ADD CONSTRAINT "tier_benefits_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "tier_audiences" ADD CONSTRAINT "tier_audiences_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE CASCADE;
