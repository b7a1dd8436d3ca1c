import { gid } from "../ids.ts";
import { moneyBag } from "../money.ts";
import type { FieldResolver } from "../resolver.ts";
import { rowById } from "../row-memory.ts";
import type { LineItemRow } from "../order-rows.ts";
import { lineDiscountFields } from "./order-discounts.ts";

export const lineItemFields: Readonly<Record<string, FieldResolver>> = {
  id: (line: LineItemRow) => gid("LineItem", line.id),
  title: (line: LineItemRow) => line.title,
  name: (line: LineItemRow) => line.title,
  sku: (line: LineItemRow) => line.sku,
  vendor: (line: LineItemRow) => line.vendor,
  quantity: (line: LineItemRow) => line.quantity,
  currentQuantity: (line: LineItemRow) => line.current_quantity,
  refundableQuantity: (line: LineItemRow) => line.current_quantity,
  nonFulfillableQuantity: () => 0,
  isGiftCard: (line: LineItemRow) => line.is_gift_card === 1,
  requiresShipping: (line: LineItemRow) => line.is_gift_card === 0,
  taxable: () => true,
  product: (line: LineItemRow, _args, context) => rowById(context, "products", line.product_id),
  variant: (line: LineItemRow, _args, context) => rowById(context, "variants", line.variant_id),
  originalUnitPriceSet: (line: LineItemRow, _args, { store }) =>
    moneyBag(line.unit_price_minor, store),
  originalTotalSet: (line: LineItemRow, _args, { store }) =>
    moneyBag(line.unit_price_minor * line.quantity, store),
  ...lineDiscountFields,
};
