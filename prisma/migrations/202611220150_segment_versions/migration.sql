-- AlterTable
ALTER TABLE "segments" ADD COLUMN "objective" TEXT;
ALTER TABLE "segments" ADD COLUMN "measure" TEXT;
ALTER TABLE "segments" ADD COLUMN "acknowledged_query" TEXT;

-- CreateTable
CREATE TABLE "segment_versions" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "saved_at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "segment_id", "version"),
    CONSTRAINT "segment_versions_shop_id_segment_id_fkey" FOREIGN KEY ("shop_id", "segment_id") REFERENCES "segments" ("shop_id", "segment_id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "segment_versions" ("shop_id", "segment_id", "version", "name", "query", "saved_at")
SELECT "shop_id", "segment_id", 1, "name", "query", "updated_at" FROM "segments";
