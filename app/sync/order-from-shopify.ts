import { minorUnits } from "#app/platform/money.ts";
import type { Order } from "#app/purchases/order.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type ImportedOrder = Operations["ImportOrders"]["data"]["orders"]["edges"][number]["node"];

/** An order as Shopify says it, without its lines, which come in pages or on lines of their own. */
export type OrderNode = Omit<ImportedOrder, "lineItems">;
export type LineItemNode = ImportedOrder["lineItems"]["edges"][number]["node"];

interface MoneySet {
  shopMoney: { amount: string };
}

/**
 * Shopify's order in our terms: the only place that knows both shapes. `dayOf` counts days in the shop's zone.
 * @throws MoneyInvalid, IdInvalid
 */
export function orderFromShopify(
  node: OrderNode,
  lines: readonly LineItemNode[],
  dayOf: (at: number) => number,
): Order {
  const minor = ({ shopMoney }: MoneySet) => minorUnits(shopMoney.amount, node.currencyCode);
  const processedAt = Date.parse(node.processedAt);
  const taxMinor = minor(node.currentTotalTaxSet);
  const lineMinor = minor(node.currentSubtotalPriceSet);
  return {
    orderId: numericId(node.id),
    customerId: node.customer && numericId(node.customer.id),
    processedAt,
    processedDay: dayOf(processedAt),
    updatedAt: Date.parse(node.updatedAt),
    cancelledAt: node.cancelledAt === null ? null : Date.parse(node.cancelledAt),
    isTest: node.test,
    appId: node.app && numericId(node.app.id),
    locationId: node.retailLocation && numericId(node.retailLocation.id),
    // Shopify's subtotal holds the tax where the shop's prices do
    subtotalMinor: node.taxesIncluded ? lineMinor - taxMinor : lineMinor,
    taxMinor,
    shippingMinor: minor(node.currentShippingPriceSet),
    // refunded beyond what Shopify would have suggested for what was taken back; it says so with a minus
    adjustmentMinor: Math.max(0, -minor(node.refundDiscrepancySet)),
    discountMinor: minor(node.currentTotalDiscountsSet),
    refundedMinor: minor(node.totalRefundedSet),
    totalMinor: minor(node.originalTotalPriceSet),
    lineItems: lines.map((line) => ({
      lineItemId: numericId(line.id),
      productId: line.product && numericId(line.product.id),
      variantId: line.variant && numericId(line.variant.id),
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      // what Shopify calls discounted leaves out what is off the whole order
      totalMinor: line.discountAllocations.reduce(
        (left, { allocatedAmountSet }) => left - minor(allocatedAmountSet),
        minor(line.originalTotalSet),
      ),
    })),
    refunds: node.refunds.map((refund) => ({
      refundId: numericId(refund.id),
      createdAt: refund.createdAt === null ? processedAt : Date.parse(refund.createdAt),
      totalMinor: minor(refund.totalRefundedSet),
    })),
  };
}
