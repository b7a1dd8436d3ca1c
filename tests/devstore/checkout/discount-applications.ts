import type { Store } from "../store/open-store.ts";
import { classOf, type Discount, type DiscountClass } from "./discount.ts";

export type AllocationMethod = "ACROSS" | "EACH" | "ONE";

/** One discount of an order, as it was when the order was placed. */
export interface Application {
  readonly discountId: number;
  /** Null: an automatic one. */
  readonly code: string | null;
  readonly title: string;
  readonly class: DiscountClass;
  readonly method: AllocationMethod;
  readonly value:
    /** 0 to 100. */
    | { readonly kind: "percentage"; readonly percentage: number }
    | { readonly kind: "amount"; readonly amountMinor: number };
  /** What it saved in all, for usage limits and for telling what it cost. */
  readonly amountMinor: number;
}

/** Part of an application, on one line or on shipping. */
export interface Allocation {
  readonly discountId: number;
  readonly amountMinor: number;
}

/** How a discount stands in an order. Amounts on each item, what is got and rates are single values, all else is spread. */
export function applicationOf(
  discount: Discount,
  { code, amountMinor }: { readonly code: string | null; readonly amountMinor: number },
): Application {
  const { value } = discount.terms;
  const base = {
    discountId: discount.id,
    code,
    title: discount.title,
    class: classOf(discount),
    amountMinor,
  };
  const percent = (share: number): Application["value"] => ({
    kind: "percentage",
    percentage: Number((share * 100).toFixed(4)),
  });
  switch (value.kind) {
    case "percentage":
      return { ...base, method: "ACROSS", value: percent(value.percentage) };
    case "amount":
      return {
        ...base,
        method: value.onEachItem ? "EACH" : "ACROSS",
        value: { kind: "amount", amountMinor: value.amountMinor },
      };
    case "bxgy":
      return {
        ...base,
        method: "EACH",
        value: value.effect.kind === "percentage" ? percent(value.effect.percentage) : value.effect,
      };
    case "free-shipping":
      return { ...base, method: "EACH", value: percent(1) };
  }
}

/** One row of `discount_applications`. */
export interface ApplicationRow {
  readonly order_id: number;
  readonly position: number;
  readonly discount_id: number;
  readonly code: string | null;
  readonly title: string;
  readonly class: DiscountClass;
  readonly allocation_method: AllocationMethod;
  readonly percentage: number | null;
  readonly amount_minor: number | null;
}
/** One row of `discount_allocations`. */
export interface AllocationRow {
  readonly order_id: number;
  /** 0: shipping. */
  readonly line_item_id: number;
  readonly position: number;
  readonly amount_minor: number;
}

/** Writes down an order's discounts and what each took off each line and off shipping. */
export function keepApplications(
  store: Store,
  orderId: number,
  applications: readonly Application[],
  allocations: readonly (Allocation & { readonly lineItemId: number | null })[],
): void {
  applications.forEach((each, position) => {
    const percentage = each.value.kind === "percentage" ? each.value.percentage : null;
    const amountMinor = each.value.kind === "amount" ? each.value.amountMinor : null;
    store.run(
      `INSERT INTO discount_applications
         (order_id, position, discount_id, code, title, class, allocation_method, percentage, amount_minor)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[orderId, position, each.discountId, each.code, each.title],
      ...[each.class, each.method, percentage, amountMinor],
    );
    store.run(
      "INSERT INTO order_discounts (order_id, discount_id, code, title, amount_minor) VALUES (?, ?, ?, ?, ?)",
      ...[orderId, each.discountId, each.code, each.title, each.amountMinor],
    );
  });
  const positions = new Map(applications.map(({ discountId }, index) => [discountId, index]));
  for (const { discountId, lineItemId, amountMinor } of allocations) {
    const position = positions.get(discountId);
    if (position === undefined || amountMinor === 0) continue;
    store.run(
      "INSERT INTO discount_allocations (order_id, line_item_id, position, amount_minor) VALUES (?, ?, ?, ?)",
      ...[orderId, lineItemId ?? 0, position, amountMinor],
    );
  }
}
