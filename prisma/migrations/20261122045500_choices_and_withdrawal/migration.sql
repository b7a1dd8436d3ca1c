-- What customers say on the storefront, and a shop from which all of ours is taken back.

ALTER TABLE "shops" ADD COLUMN "consent" TEXT NOT NULL DEFAULT 'opt-out' CHECK ("consent" IN ('opt-out', 'opt-in'));
ALTER TABLE "shops" ADD COLUMN "withdrawn_at" BIGINT;

CREATE TABLE "customer_choices" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "choice" TEXT NOT NULL CHECK ("choice" IN ('on', 'off')),
    "chosen_at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "customer_id")
) WITHOUT ROWID;

CREATE TABLE "publish_scans" (
    "shop_id" INTEGER NOT NULL PRIMARY KEY,
    "scanned_at" BIGINT NOT NULL,
    "found" TEXT NOT NULL,
    CONSTRAINT "publish_scans_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops" ("shop_id") ON DELETE CASCADE ON UPDATE CASCADE
);
