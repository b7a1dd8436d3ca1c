import type { BuyXGetY, Destination, Discount, Items } from "../../../checkout/discount.ts";
import type { Store } from "../../../store/open-store.ts";

/** "15% off entire order", "Buy 2 items, get 1 item free", "Free shipping on all products": what a discount gives. */
export function shortSummary({ terms: { value, items } }: Discount, store: Store): string {
  switch (value.kind) {
    case "percentage":
      return `${share(value.percentage)} off ${whatOf(items, store)}`;
    case "amount":
      return `${money(value.amountMinor, store)} off ${whatOf(items, store)}`;
    case "free-shipping":
      return "Free shipping on all products";
    case "bxgy":
      return trade(value, store);
  }
}

/** The short summary with minimum, audience, destination and limits, joined by bullets as Shopify does. */
export function summary(discount: Discount, store: Store): string {
  const { minimum, context, value } = discount.terms;
  const parts = [shortSummary(discount, store)];
  if (minimum?.kind === "quantity") parts.push(`Minimum quantity of ${String(minimum.quantity)}`);
  if (minimum?.kind === "subtotal")
    parts.push(`Minimum purchase of ${money(minimum.minor, store)}`);
  if (context.kind === "segments")
    parts.push(`For ${count(context.segmentIds.length, "customer segment")}`);
  if (context.kind === "customers")
    parts.push(`For ${count(context.customerIds.length, "customer")}`);
  if (value.kind === "free-shipping") {
    parts.push(`For ${whereOf(value.destination)}`);
    if (value.upToMinor !== null)
      parts.push(`Applies to shipping rates under ${money(value.upToMinor, store)}`);
  }
  if (discount.oncePerCustomer) parts.push("One use per customer");
  return parts.join(" • ");
}

function trade({ buys, getsQuantity, effect }: BuyXGetY, store: Store): string {
  const given =
    buys.kind === "quantity"
      ? `Buy ${count(buys.quantity, "item")}`
      : `Spend ${money(buys.minor, store)}`;
  const off =
    effect.kind === "amount"
      ? `at ${money(effect.amountMinor, store)} off each`
      : effect.percentage === 1
        ? "free"
        : `at ${share(effect.percentage)} off`;
  return `${given}, get ${count(getsQuantity, "item")} ${off}`;
}

function whatOf(items: Items, store: Store): string {
  switch (items.kind) {
    case "all":
      return "entire order";
    case "products": {
      const many = items.productIds.length + items.variantIds.length;
      return many === 1
        ? titleOf(store, "products", items.productIds[0])
        : `${String(many)} products`;
    }
    case "collections": {
      const many = items.collectionIds.length;
      return many === 1
        ? titleOf(store, "collections", items.collectionIds[0])
        : `${String(many)} collections`;
    }
  }
}

function whereOf(destination: Destination): string {
  if (destination.kind === "all") return "all countries";
  const [only, ...others] = destination.countries;
  if (only !== undefined && others.length === 0 && !destination.restOfWorld)
    return new Intl.DisplayNames("en", { type: "region" }).of(only) ?? only;
  return `${String(destination.countries.length)} countries`;
}

const share = (part: number): string => `${String(Number((part * 100).toFixed(4)))}%`;
const count = (many: number, of: string): string => `${String(many)} ${of}${many === 1 ? "" : "s"}`;

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
