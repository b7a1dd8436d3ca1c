-- CreateTable
CREATE TABLE "number_cutoffs" (
    "shop_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "permille" INTEGER NOT NULL,
    "at_least" BIGINT NOT NULL,
    "at_most" BIGINT NOT NULL,

    CONSTRAINT "number_cutoffs_pkey" PRIMARY KEY ("shop_id","number","permille"),
    CONSTRAINT "number_cutoffs_check_1" CHECK (permille between 1 and 1000)
);
