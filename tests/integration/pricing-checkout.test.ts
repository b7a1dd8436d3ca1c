import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cart, Discount } from "#app/offers/pricing/cart.ts";
import { priceCart } from "#app/offers/pricing/price-cart.ts";
import type { Items, Terms } from "#app/offers/terms.ts";
import type {
  Discount as StoreDiscount,
  Items as StoreItems,
  Terms as StoreTerms,
} from "#tests/devstore/checkout/discount.ts";
import { priceCart as priceAtCheckout } from "#tests/devstore/checkout/pricing.ts";
import { carts, discountsFor, SCALES } from "#tests/support/random-carts.ts";

/** How many carts a currency; `PRICING_RUNS=10000` for the long run. */
const RUNS = Number(process.env.PRICING_RUNS ?? 400);

describe.each(SCALES)("in $currency", (scale) => {
  const cases = fc.record({ cart: carts(scale), discounts: discountsFor(scale, { most: 8 }) });

  test("every cart costs the same as at the development store's checkout", () => {
    fc.assert(
      fc.property(cases, ({ cart, discounts }) => {
        const ours = priceCart(cart, discounts);
        const theirs = checkout(cart, discounts);
        expect(figures(ours)).toEqual(figures(theirs));
      }),
      { numRuns: RUNS },
    );
  });
});

const figures = ({
  totalMinor,
  shippingDiscountMinor,
}: {
  totalMinor: number;
  shippingDiscountMinor: number;
}) => ({ totalMinor, shippingDiscountMinor });

function checkout(cart: Cart, discounts: readonly Discount[]) {
  const lines = cart.lines.map((line, at) => ({
    ...line,
    ...{ variantId: at + 1, productId: line.productId ?? 0 },
  }));
  const candidates = discounts.map((discount) => ({
    discount: storeDiscount(discount),
    code: discount.method === "code" ? discount.key : null,
    ...{ uses: 0, usedByBuyer: false },
  }));
  const guest = { customerId: null, segmentIds: new Set<number>() };
  return priceAtCheckout({ lines, shippingMinor: cart.shippingMinor }, candidates, guest, 1);
}

function storeDiscount({ key, method, terms }: Discount): StoreDiscount {
  return {
    ...{ id: Number(key), method, title: key, startsAt: 0, endsAt: null },
    ...{ usageLimit: null, oncePerCustomer: false, createdAt: 0, updatedAt: 0 },
    kind:
      terms.reduction.kind === "buy-x-get-y"
        ? "bxgy"
        : terms.reduction.kind === "free-shipping"
          ? "free-shipping"
          : "basic",
    terms: storeTerms(terms),
  };
}

/** The same terms as the store keeps them. */
function storeTerms({ reduction, minimum, combinesWith }: Terms): StoreTerms {
  const rest = {
    ...{ context: { kind: "all" as const }, minimum },
    combinesWith: {
      productDiscounts: combinesWith.product,
      orderDiscounts: combinesWith.order,
      shippingDiscounts: combinesWith.shipping,
    },
  };
  switch (reduction.kind) {
    case "percentage":
      return {
        ...rest,
        value: { kind: "percentage", percentage: reduction.basisPoints / 10_000 },
        items: storeItems(reduction.items),
      };
    case "amount":
      return {
        ...rest,
        value: {
          ...{ kind: "amount", amountMinor: reduction.minor, onEachItem: reduction.eachItem },
        },
        items: storeItems(reduction.items),
      };
    case "free-shipping":
      return {
        ...rest,
        value: {
          ...{ kind: "free-shipping", upToMinor: reduction.upToMinor },
          destination: { kind: "all" },
        },
        items: { kind: "all" },
      };
    case "buy-x-get-y": {
      const { buys, gets, usesPerOrder } = reduction;
      const items = storeItems(buys.items);
      return {
        ...rest,
        value: {
          kind: "bxgy",
          buys:
            "minor" in buys
              ? { kind: "amount", minor: buys.minor, items }
              : { kind: "quantity", quantity: buys.quantity, items },
          getsQuantity: gets.quantity,
          effect: { kind: "percentage", percentage: gets.basisPoints / 10_000 },
          usesPerOrder,
        },
        items: storeItems(gets.items),
      };
    }
  }
}

const storeItems = (items: Items): StoreItems =>
  items.kind === "products" ? { ...items, variantIds: [] } : items;
