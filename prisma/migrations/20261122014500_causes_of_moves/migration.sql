-- What made a customer a member and what ended it, what happened to a customer who waits to be refreshed, and which orders came late.

-- AlterTable
ALTER TABLE "touched_customers" ADD COLUMN "reasons" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN "since_cause" TEXT NOT NULL DEFAULT 'unknown';

-- AlterTable
ALTER TABLE "past_memberships" ADD COLUMN "since_cause" TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE "past_memberships" ADD COLUMN "until_cause" TEXT NOT NULL DEFAULT 'unknown';

-- CreateTable
CREATE TABLE "late_orders" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "learned_at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "order_id")
) WITHOUT ROWID;
