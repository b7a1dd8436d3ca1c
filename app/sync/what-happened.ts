import type { TouchReason } from "#app/purchases/touch-reasons.ts";

/** Of an order, as we held it and as Shopify has it now. */
export interface OrderVersion {
  orderId: number;
  customerId: number | null;
  updatedAt: number;
  refundedMinor: number;
}

/** Of a customer, as we held them and as Shopify has them now. */
export interface CustomerVersion {
  customerId: number;
  updatedAt: number;
  numberOfOrders: number;
  amountSpentMinor: number;
}

/** What happened to whom. */
export type Happened = Map<TouchReason, number[]>;

/** What the news of some orders means to their customers, those of before and those of now. */
export function happenedByOrders(
  held: readonly OrderVersion[],
  theirs: readonly OrderVersion[],
): Happened {
  const happened: Happened = new Map();
  const heldById = new Map(held.map((order) => [order.orderId, order]));
  const theirsById = new Map(theirs.map((order) => [order.orderId, order]));
  for (const orderId of new Set([...heldById.keys(), ...theirsById.keys()])) {
    const [before, after] = [heldById.get(orderId), theirsById.get(orderId)];
    const reason = reasonOfOrder(before, after);
    for (const customerId of new Set([before?.customerId, after?.customerId])) {
      if (customerId) note(happened, reason, customerId);
    }
  }
  return happened;
}

function reasonOfOrder(
  before: OrderVersion | undefined,
  after: OrderVersion | undefined,
): TouchReason {
  if (!before) return "order";
  if (!after) return "edit";
  if (after.refundedMinor > before.refundedMinor) return "refund";
  return after.updatedAt === before.updatedAt ? "customer" : "edit";
}

/**
 * What the news of some customers means. Shopify's aggregates tell of an order or a refund before the order itself
 * has come to us. Who is as we held them is left out.
 */
export function happenedToCustomers(
  held: readonly CustomerVersion[],
  theirs: readonly CustomerVersion[],
): Happened {
  const happened: Happened = new Map();
  const heldById = new Map(held.map((customer) => [customer.customerId, customer]));
  const found = new Set<number>();
  for (const after of theirs) {
    found.add(after.customerId);
    const before = heldById.get(after.customerId);
    if (before?.updatedAt === after.updatedAt) continue;
    note(happened, reasonOfCustomer(before, after), after.customerId);
  }
  for (const { customerId } of held) {
    if (!found.has(customerId)) note(happened, "customer", customerId);
  }
  return happened;
}

function reasonOfCustomer(
  before: CustomerVersion | undefined,
  after: CustomerVersion,
): TouchReason {
  if (!before) return "customer";
  if (after.numberOfOrders > before.numberOfOrders) return "order";
  const isRefunded =
    after.numberOfOrders === before.numberOfOrders &&
    after.amountSpentMinor < before.amountSpentMinor;
  return isRefunded ? "refund" : "customer";
}

function note(happened: Happened, reason: TouchReason, customerId: number): void {
  const customers = happened.get(reason);
  if (customers) customers.push(customerId);
  else happened.set(reason, [customerId]);
}
