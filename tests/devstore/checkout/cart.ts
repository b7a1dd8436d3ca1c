import { segmentsOf } from "../segments/members.ts";
import type { Store } from "../store/open-store.ts";
import { findLine, isInStock, type FoundLine } from "./catalogue-line.ts";
import { finishCreations } from "./code-creations.ts";
import { applicationOf, type Application } from "./discount-applications.ts";
import { classOf, type Discount } from "./discount.ts";
import {
  activeAutomatic,
  codeKey,
  discountOf,
  findCode,
  findDiscountByCode,
  usesOf,
  wasUsedBy,
  type DiscountRow,
} from "./discount-store.ts";
import type { Candidate, Refusal } from "./eligibility.ts";
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
  /** Where it goes; the customer's own country unless said otherwise. */
  readonly countryCode?: string | null;
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
  /** Lines before discounts, and what discounts take off them. */
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  /** The rate before discounts, and what discounts take off it. */
  readonly shippingMinor: number;
  readonly shippingDiscountMinor: number;
  readonly totalMinor: number;
  readonly applied: Priced["applied"];
  /** Codes that were typed and have no effect, with the reason. */
  readonly refusedCodes: readonly { readonly code: string; readonly why: CodeRefusal }[];
}

/** Shopify takes at most five product and order codes in one order, and one shipping code. */
const MAX_CODES = { goods: 5, shipping: 1 } as const;

/**
 * What a cart costs this buyer now. Segment membership is looked up at this moment, only for the segments of discounts that
 * are candidates. Variants that are gone are left out.
 */
export const checkoutTotals = (store: Store, cart: AtCheckout): Totals =>
  reckon(store, cart).totals;

interface Reckoned {
  readonly totals: Totals;
  readonly applications: readonly Application[];
}

function reckon(store: Store, cart: AtCheckout): Reckoned {
  finishCreations(store);
  const found = cart.lines.flatMap((line) => findLine(store, line) ?? []);
  const customerId = identify(store, cart);
  const email = cart.email ?? null;
  const now = store.now();

  const typed = typedCodes(store, cart.codes);
  const candidate = (row: DiscountRow, code: string | null): Candidate => {
    const discount = discountOf(row);
    return {
      discount,
      code,
      uses: discount.usageLimit === null ? 0 : usesOf(store, discount.id),
      usedByBuyer: discount.oncePerCustomer && wasUsedBy(store, discount.id, { customerId, email }),
    };
  };
  const byCode = new Map<number, Candidate>();
  for (const { code, row } of typed.taken) {
    if (row === undefined || byCode.has(row.id)) continue;
    byCode.set(row.id, candidate(row, findCode(store, code)?.code ?? code));
  }
  const candidates = [
    ...activeAutomatic(store, now).map((row) => candidate(row, null)),
    ...byCode.values(),
  ];
  const asked = candidates.flatMap(({ discount: { terms } }) =>
    terms.context.kind === "segments" ? terms.context.segmentIds : [],
  );
  const segmentIds =
    customerId === null ? new Set<number>() : segmentsOf(store, customerId, new Set(asked));
  const priced = priceCart(
    {
      lines: found.map(({ line }) => line),
      shippingMinor: shippingRate(store, found),
      countryCode: cart.countryCode ?? countryOf(store, customerId),
    },
    candidates,
    { customerId, segmentIds },
    now,
  );
  const discounts = new Map(candidates.map(({ discount }) => [discount.id, discount]));
  return {
    totals: {
      ...totalsOf(priced, found, discounts),
      currency: store.currency,
      customerId,
      refusedCodes: [
        ...refusedAmong(typed.taken, priced),
        ...typed.tooMany.map((code) => ({ code, why: "too-many" as const })),
      ],
    },
    applications: priced.applied.flatMap((each) => {
      const discount = discounts.get(each.discountId);
      return discount === undefined ? [] : [applicationOf(discount, each)];
    }),
  };
}

/** The shop's flat rate, for carts with anything to send. No rate is nothing to pay. */
function shippingRate(store: Store, found: readonly FoundLine[]): number {
  const rate = store.meta("shippingMinor");
  const isSent = found.some(({ line }) => !line.isGiftCard);
  return isSent && typeof rate === "number" ? rate : 0;
}

interface TypedCode {
  readonly code: string;
  readonly row: DiscountRow | undefined;
}

/** The codes as they were typed, each once, as far as one order takes them. */
function typedCodes(
  store: Store,
  codes: readonly string[],
): { readonly taken: readonly TypedCode[]; readonly tooMany: readonly string[] } {
  const taken: TypedCode[] = [];
  const tooMany: string[] = [];
  const count = { goods: 0, shipping: 0 };
  for (const code of new Map(codes.map((each) => [codeKey(each.trim()), each.trim()])).values()) {
    const row = findDiscountByCode(store, code);
    const kind = row !== undefined && isOfShipping(row) ? "shipping" : "goods";
    count[kind] += 1;
    if (count[kind] > MAX_CODES[kind]) tooMany.push(code);
    else taken.push({ code, row });
  }
  return { taken, tooMany };
}

const isOfShipping = (row: DiscountRow): boolean => classOf(discountOf(row)) === "SHIPPING";

function refusedAmong(typed: readonly TypedCode[], priced: Priced): Totals["refusedCodes"] {
  const why = new Map(
    priced.refused.map((refused) => [refused.candidate.discount.id, refused.why]),
  );
  return typed.flatMap(({ code, row }) => {
    const reason: CodeRefusal | undefined = row === undefined ? "unknown" : why.get(row.id);
    return reason === undefined ? [] : [{ code, why: reason }];
  });
}

function totalsOf(
  priced: Priced,
  found: readonly FoundLine[],
  discounts: ReadonlyMap<number, Discount>,
): Omit<Totals, "currency" | "customerId" | "refusedCodes"> {
  return {
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.discountMinor,
    shippingMinor: priced.shippingMinor,
    shippingDiscountMinor: priced.shippingDiscountMinor,
    totalMinor: priced.totalMinor,
    applied: priced.applied,
    lines: priced.lines.map(({ line, ...money }, index) => ({
      ...money,
      variantId: line.variantId,
      productId: line.productId,
      title: found[index]?.title ?? "",
      variantTitle: found[index]?.variantTitle ?? "",
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      allocations: money.allocations.map((part) => ({
        ...part,
        title: discounts.get(part.discountId)?.title ?? "",
      })),
    })),
  };
}

/**
 * Buys the cart at its total of this moment: a paid order with the discounts allocated to its lines.
 *
 * @throws OrderRefused when the cart is empty or a variant is sold out.
 */
export function completeCheckout(
  store: Store,
  cart: AtCheckout & { readonly test?: boolean },
): { orderId: number; number: number; totals: Totals } {
  return store.transaction(() => {
    const { totals, applications } = reckon(store, cart);
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
      lines: totals.lines.map(
        ({ variantId, quantity, unitPriceMinor, discountMinor, allocations }) => ({
          ...{ variantId, quantity, unitPriceMinor, discountMinor, allocations },
          isGiftCard: findLine(store, { variantId, quantity })?.line.isGiftCard ?? false,
        }),
      ),
      shippingMinor: totals.shippingMinor - totals.shippingDiscountMinor,
      shippingAllocations: totals.applied.filter((each) => each.class === "SHIPPING"),
      discountCodes: totals.applied.flatMap(({ code }) => code ?? []),
      discounts: applications,
    });
    return { ...placed, totals };
  });
}

function identify(store: Store, { customerId, email }: AtCheckout): number | null {
  if (typeof customerId === "number") return customerId;
  if (typeof email !== "string") return null;
  return (
    store.get<{ id: number }>("SELECT id FROM customers WHERE email = ?", email.toLowerCase())
      ?.id ?? null
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
