-- A product that is only like another needs no order with both.

-- AlterTable
ALTER TABLE "product_pairs" DROP CONSTRAINT "product_pairs_check_1";
ALTER TABLE "product_pairs" ADD CONSTRAINT "product_pairs_check_1" CHECK (together > 0 or kind = 'like');
ALTER TABLE "product_pairs" ADD CONSTRAINT "product_pairs_check_5" CHECK (kind in ('together', 'next', 'like'));
