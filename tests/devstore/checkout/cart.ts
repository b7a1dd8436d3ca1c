import { segmentsOf } from "../segments/members.ts";
import type { Store } from "../store/open-store.ts";
import type { Discount } from "./discount.ts";
import {
  activeAutomatic,
  codeKey,
  discountOf,
  findCode,
  findDiscountByCode,
  usesOf,
  wasUsedBy,
} from "./discount-store.ts";
import type { Candidate, CartLine, Refusal } from "./eligibility.ts";
import { OrderRefused } from "./order-rows.ts";
import { placeOrder } from "./place-order.ts";
import { priceCart, type Priced } from "./pricing.ts";

/** What lies in a cart, and the codes typed into it. */
export interface Cart {
  readonly lines: readonly { readonly variantId: number; readonly quantity: number }[];
  readonly codes: readonly string[];
}

/** Who stands at the checkout. An email that belongs to a customer identifies them, as at Shopify's checkout. */
export interface AtCheckout extends Cart {
  readonly customerId?: number | null;
  readonly email?: string | null;
}

export interface TotalsLine {
  readonly variantId: number;
  readonly productId: number;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly allocations: readonly {
    readonly discountId: number;
    readonly title: string;
    readonly amountMinor: number;
  }[];
}

export type CodeRefusal = Refusal | "unknown" | "outdone" | "too-many";

export interface Totals {
  readonly currency: string;
  readonly customerId: number | null;
  readonly lines: readonly TotalsLine[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly totalMinor: number;
  readonly applied: Priced["applied"];
  /** Codes that were typed and have no effect, with the reason. */
  readonly refusedCodes: readonly { readonly code: string; readonly why: CodeRefusal }[];
}

/** Shopify takes at most five product and order codes in one order. */
const MAX_CODES = 5;

/**
 * What a cart costs this buyer now. Segment membership is looked up at this moment, only for the segments of discounts that
 * are candidates. Variants that are gone are left out.
 */
export function checkoutTotals(store: Store, cart: AtCheckout): Totals {
  const found = cart.lines.flatMap((line) => findLine(store, line) ?? []);
  const customerId = identify(store, cart);
  const email = cart.email ?? null;
  const now = store.now();

  const typed = distinct(cart.codes);
  const codes = typed
    .slice(0, MAX_CODES)
    .map((code) => ({ code, row: findDiscountByCode(store, code) }));
  const candidate = (discount: Discount, code: string | null): Candidate => ({
    discount,
    code,
    uses: discount.usageLimit === null ? 0 : usesOf(store, discount.id),
    usedByBuyer: discount.oncePerCustomer && wasUsedBy(store, discount.id, { customerId, email }),
  });
  const byCode = new Map<number, Candidate>();
  for (const { code, row } of codes) {
    if (row === undefined || byCode.has(row.id)) continue;
    const discount = discountOf(row);
    byCode.set(row.id, candidate(discount, findCode(store, code)?.code ?? code));
  }
  const candidates = [
    ...activeAutomatic(store, now).map((row) => candidate(discountOf(row), null)),
    ...byCode.values(),
  ];
  const asked = candidates.flatMap(({ discount: { terms } }) =>
    terms.context.kind === "segments" ? terms.context.segmentIds : [],
  );
  const segmentIds =
    customerId === null ? new Set<number>() : segmentsOf(store, customerId, new Set(asked));
  const priced = priceCart(
    found.map(({ line }) => line),
    candidates,
    { customerId, segmentIds },
    now,
  );

  const titles = new Map(candidates.map(({ discount }) => [discount.id, discount.title]));
  const why = new Map(
    priced.refused.map((refused) => [refused.candidate.discount.id, refused.why]),
  );
  return {
    currency: store.currency,
    customerId,
    lines: priced.lines.map((line, index) => ({
      variantId: line.line.variantId,
      productId: line.line.productId,
      title: found[index]?.title ?? "",
      variantTitle: found[index]?.variantTitle ?? "",
      quantity: line.line.quantity,
      unitPriceMinor: line.line.unitPriceMinor,
      subtotalMinor: line.subtotalMinor,
      discountMinor: line.discountMinor,
      totalMinor: line.totalMinor,
      allocations: line.allocations.map((part) => ({
        ...part,
        title: titles.get(part.discountId) ?? "",
      })),
    })),
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.discountMinor,
    shippingMinor: 0,
    totalMinor: priced.totalMinor,
    applied: priced.applied,
    refusedCodes: [
      ...codes.flatMap(({ code, row }) => {
        const reason: CodeRefusal | undefined = row === undefined ? "unknown" : why.get(row.id);
        return reason === undefined ? [] : [{ code, why: reason }];
      }),
      ...typed.slice(MAX_CODES).map((code) => ({ code, why: "too-many" as const })),
    ],
  };
}

/**
 * Buys the cart at its total of this moment: a paid order with the discounts allocated to its lines.
 *
 * @throws OrderRefused when the cart is empty or a variant is sold out.
 */
export function completeCheckout(
  store: Store,
  cart: AtCheckout & { readonly countryCode?: string; readonly test?: boolean },
): { orderId: number; number: number; totals: Totals } {
  return store.transaction(() => {
    const totals = checkoutTotals(store, cart);
    if (totals.lines.length === 0) throw new OrderRefused("Your cart is empty");
    for (const line of totals.lines) {
      if (!isInStock(store, line.variantId, line.quantity)) {
        throw new OrderRefused(`${line.title} is sold out or there is not enough of it in stock`);
      }
    }
    const placed = placeOrder(store, {
      customerId: totals.customerId,
      email: cart.email ?? null,
      countryCode: cart.countryCode ?? countryOf(store, totals.customerId),
      test: cart.test ?? false,
      lines: totals.lines.map((line) => ({
        variantId: line.variantId,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
        discountMinor: line.discountMinor,
      })),
      shippingMinor: totals.shippingMinor,
      discountCodes: totals.applied.flatMap(({ code }) => code ?? []),
      discounts: totals.applied.map(({ discountId, code, title, amountMinor }) => ({
        discountId,
        code,
        title,
        amountMinor,
      })),
    });
    return { ...placed, totals };
  });
}

const distinct = (codes: readonly string[]): string[] => [
  ...new Map(codes.map((code) => [codeKey(code.trim()), code.trim()])).values(),
];

function identify(store: Store, { customerId, email }: AtCheckout): number | null {
  if (typeof customerId === "number") return customerId;
  if (typeof email !== "string") return null;
  return (
    store.get<{ id: number }>("SELECT id FROM customers WHERE email = ?", email.toLowerCase())
      ?.id ?? null
  );
}

interface FoundLine {
  readonly line: CartLine;
  readonly title: string;
  readonly variantTitle: string;
}

function findLine(
  store: Store,
  { variantId, quantity }: { variantId: number; quantity: number },
): FoundLine | null {
  const row = store.get<{
    product_id: number;
    title: string;
    variant_title: string;
    price_minor: number;
    product_type: string;
  }>(
    `SELECT v.product_id, p.title, v.title AS variant_title, v.price_minor, p.product_type
     FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE v.id = ?`,
    variantId,
  );
  if (row === undefined || quantity < 1) return null;
  const collectionIds = store
    .all<{ id: number }>(
      "SELECT collection_id AS id FROM collection_products WHERE product_id = ?",
      row.product_id,
    )
    .map(({ id }) => id);
  return {
    line: {
      variantId,
      productId: row.product_id,
      collectionIds,
      quantity,
      unitPriceMinor: row.price_minor,
      isGiftCard: row.product_type === "Gift card",
    },
    title: row.title,
    variantTitle: row.variant_title,
  };
}

function isInStock(store: Store, variantId: number, quantity: number): boolean {
  return (
    store.get(
      `SELECT 1 FROM variants WHERE id = ? AND (tracked = 0 OR inventory_policy = 'CONTINUE' OR inventory_quantity >= ?)`,
      variantId,
      quantity,
    ) !== undefined
  );
}

function countryOf(store: Store, customerId: number | null): string | null {
  if (customerId === null) return null;
  return (
    store.get<{ country_code: string }>(
      "SELECT country_code FROM addresses WHERE customer_id = ? ORDER BY is_default DESC, id LIMIT 1",
      customerId,
    )?.country_code ?? null
  );
}
