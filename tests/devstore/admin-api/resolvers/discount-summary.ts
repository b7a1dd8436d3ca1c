import type { Discount } from "../../checkout/discount.ts";
import type { Store } from "../../store/open-store.ts";

/** "15% off entire order", "$5.00 off 2 products": what a discount gives. */
export function shortSummary({ terms: { value, items } }: Discount, store: Store): string {
  const off =
    value.kind === "percentage"
      ? `${String(Number((value.percentage * 100).toFixed(4)))}% off`
      : `${money(value.amountMinor, store)} off`;
  switch (items.kind) {
    case "all":
      return `${off} entire order`;
    case "products": {
      const count = items.productIds.length + items.variantIds.length;
      return `${off} ${count === 1 ? titleOf(store, "products", items.productIds[0]) : `${String(count)} products`}`;
    }
    case "collections": {
      const count = items.collectionIds.length;
      return `${off} ${count === 1 ? titleOf(store, "collections", items.collectionIds[0]) : `${String(count)} collections`}`;
    }
  }
}

/** The short summary with minimum, audience and limits, joined by bullets as Shopify does. */
export function summary(discount: Discount, store: Store): string {
  const { minimum, context } = discount.terms;
  const parts = [shortSummary(discount, store)];
  if (minimum?.kind === "quantity") parts.push(`Minimum quantity of ${String(minimum.quantity)}`);
  if (minimum?.kind === "subtotal")
    parts.push(`Minimum purchase of ${money(minimum.minor, store)}`);
  if (context.kind === "segments") {
    const count = context.segmentIds.length;
    parts.push(`For ${count === 1 ? "1 customer segment" : `${String(count)} customer segments`}`);
  }
  if (context.kind === "customers") {
    const count = context.customerIds.length;
    parts.push(`For ${count === 1 ? "1 customer" : `${String(count)} customers`}`);
  }
  if (discount.oncePerCustomer) parts.push("One use per customer");
  return parts.join(" • ");
}

function money(minor: number, store: Store): string {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency: store.currency,
    currencyDisplay: "narrowSymbol",
  });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function titleOf(store: Store, table: "products" | "collections", id: number | undefined): string {
  const row =
    id === undefined
      ? undefined
      : store.get<{ title: string }>(`SELECT title FROM ${table} WHERE id = ?`, id);
  return row?.title ?? "1 product";
}
