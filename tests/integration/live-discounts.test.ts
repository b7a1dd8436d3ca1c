import { expect, test } from "vitest";
import { readLiveDiscounts } from "#app/offers/live-discounts/read-live-discounts.server.ts";
import type { CartLine, Discount } from "#app/offers/pricing/cart.ts";
import { priceCart } from "#app/offers/pricing/price-cart.ts";
import type { Terms } from "#app/offers/terms.ts";
import { decimalText } from "#app/platform/money.ts";
import { checkoutTotals } from "#tests/devstore/checkout/cart.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { installedClient, startDevstore, type Ask } from "#tests/support/devstore.ts";
import { openStoreAdmin } from "#tests/support/publish-shop.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const combinesWith = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
const willing = { product: true, order: true, shipping: true };
const startsAt = "2026-01-01T00:00:00Z";
const given = { startsAt, combinesWith, context: { all: "ALL" } };

const productGid = (id: number) => `gid://shopify/Product/${id}`;
const named = (...ids: number[]) => ({ products: { productsToAdd: ids.map(productGid) } });
const products = (...productIds: number[]) => ({ kind: "products" as const, productIds });
const collection = { kind: "collections" as const, collectionIds: [9] };
const all = { kind: "all" as const };

/** Mutations, their inputs, and what we should read. Amounts are in minor units, sent as the currency writes them. */
function discounts(money: (minor: number) => string): Made[] {
  return [
    {
      mutation: "discountAutomaticBasic",
      input: {
        ...{ ...given, title: "Twelve and a half" },
        customerGets: { items: { all: true }, value: { percentage: 0.125 } },
        minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: money(5_000) } },
      },
      terms: {
        reduction: { kind: "percentage", basisPoints: 1_250, items: all },
        minimum: { kind: "subtotal", minor: 5_000 },
      },
    },
    {
      mutation: "discountCodeBasic",
      input: {
        ...{
          ...given,
          title: "Off each",
          code: "EACH",
          usageLimit: 50,
          appliesOncePerCustomer: true,
        },
        customerGets: {
          items: named(1, 2),
          value: { discountAmount: { amount: money(333), appliesOnEachItem: true } },
        },
        minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "2" } },
      },
      terms: {
        reduction: { kind: "amount", minor: 333, eachItem: true, items: products(1, 2) },
        minimum: { kind: "quantity", quantity: 2 },
        ...{ usageLimit: 50, oncePerCustomer: true },
      },
    },
    {
      mutation: "discountCodeBasic",
      input: {
        ...{ ...given, title: "Off pens", code: "PENS" },
        customerGets: {
          items: { collections: { add: ["gid://shopify/Collection/9"] } },
          value: { discountAmount: { amount: money(1_001), appliesOnEachItem: false } },
        },
      },
      terms: { reduction: { kind: "amount", minor: 1_001, eachItem: false, items: collection } },
    },
    {
      mutation: "discountAutomaticBxgy",
      input: {
        ...{ ...given, title: "Two for one", usesPerOrderLimit: "2" },
        customerBuys: { items: named(2), value: { quantity: "1" } },
        customerGets: {
          items: named(2, 3),
          value: { discountOnQuantity: { quantity: "1", effect: { percentage: 0.5 } } },
        },
      },
      terms: {
        reduction: {
          ...{ kind: "buy-x-get-y", usesPerOrder: 2 },
          buys: { quantity: 1, items: products(2) },
          gets: { quantity: 1, items: products(2, 3), basisPoints: 5_000 },
        },
      },
    },
    {
      mutation: "discountCodeBxgy",
      input: {
        ...{ ...given, title: "Spend and get", code: "SPEND" },
        customerBuys: { items: named(1), value: { amount: money(4_000) } },
        customerGets: {
          items: named(3),
          value: { discountOnQuantity: { quantity: "2", effect: { percentage: 1 } } },
        },
      },
      terms: {
        reduction: {
          ...{ kind: "buy-x-get-y", usesPerOrder: null },
          buys: { minor: 4_000, items: products(1) },
          gets: { quantity: 2, items: products(3), basisPoints: 10_000 },
        },
      },
    },
    {
      mutation: "discountCodeFreeShipping",
      input: {
        ...{ ...given, title: "Free", code: "FREE", destination: { all: true } },
        // Shopify has no two discounts on shipping in one order.
        combinesWith: { ...combinesWith, shippingDiscounts: false },
        maximumShippingPrice: money(100_000),
      },
      terms: {
        reduction: { kind: "free-shipping", upToMinor: 100_000 },
        combinesWith: { ...willing, shipping: false },
      },
    },
    {
      mutation: "discountAutomaticBasic",
      input: {
        ...{ ...given, title: "One variant" },
        customerGets: {
          items: { products: { productVariantsToAdd: ["gid://shopify/ProductVariant/30"] } },
          value: { percentage: 0.1 },
        },
        minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "1000" } },
      },
      terms: null,
    },
  ];
}

interface Made {
  mutation: string;
  input: Record<string, unknown> & { title: string };
  terms: Partial<Terms> | null;
}

/** Three products; the first two are pens. Prices are what a shop of the currency has. */
function furnish(store: Store, currency: string) {
  store.setMeta("currency", currency);
  store.run(
    "INSERT INTO collections (id, title, handle, updated_at) VALUES (9, 'Pens', 'pens', 0)",
  );
  for (const [id, priceMinor] of [
    [1, 1_999],
    [2, 1_250],
    [3, 775],
  ] as const) {
    store.run(
      "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (?, 'Pen', ?, 0, 0)",
      ...[id, `pen-${id}`],
    );
    store.run(
      "INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (?, ?, ?, 99, 0, 0)",
      ...[id * 10, id, priceMinor],
    );
    if (id < 3) {
      store.run(
        "INSERT INTO collection_products (collection_id, product_id, position) VALUES (9, ?, ?)",
        ...[id, id],
      );
    }
  }
}

async function create(ask: Ask, { mutation, input }: Made) {
  const argument = mutation.includes("Automatic")
    ? `${mutation.replace("discountAutomatic", "automatic")}Discount`
    : `${mutation.replace("discountCode", "").replace(/^./, (first) => first.toLowerCase())}CodeDiscount`;
  const type = `${mutation.replace(/^./, (first) => first.toUpperCase())}Input`;
  const { data, errors } = await ask(
    `mutation Make($input: ${type}!) { ${mutation}Create(${argument}: $input) { userErrors { field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ [`${mutation}Create`]: { userErrors: [] } });
}

eachDatabase((engine) => {
  test.each(["JPY", "EUR", "KWD"])(
    "discounts of every kind in %s are read as they were made, and price a cart as the checkout does",
    async (currency) => {
      const devstore = await startDevstore();
      const { db, close } = await engine.open();
      try {
        furnish(devstore.store, currency);
        const ask = await installedClient(devstore.origin);
        const made = discounts((minor) => decimalText(minor, currency));
        for (const one of made) await create(ask, one);
        const shopId = await shopBuilder(db, { currency }).install();
        const { admin } = await openStoreAdmin({ origin: devstore.origin, shopId });

        const live = await readLiveDiscounts({ db, admin });
        expect(live).toHaveLength(made.length);
        const defaults = {
          ...{ minimum: null, combinesWith: willing, oncePerCustomer: false, usageLimit: null },
        };
        for (const { input, mutation, terms } of made) {
          expect(live.find(({ title }) => title === input.title)).toMatchObject({
            method: mutation.includes("Code") ? "code" : "automatic",
            code: input.code ?? null,
            ...{ isOurs: false, hasContext: false, startsAt: Date.parse(startsAt), endsAt: null },
            terms: terms && { ...defaults, ...terms },
          });
        }

        const known = live.flatMap(({ id, method, terms }): Discount[] =>
          terms ? [{ key: String(id), method, terms }] : [],
        );
        const price = { 1: 1_999, 2: 1_250, 3: 775 };
        for (const quantities of [
          [1, 0, 0],
          [3, 2, 1],
          [0, 4, 3],
          [7, 1, 9],
        ] as const) {
          const lines = ([1, 2, 3] as const).flatMap((productId, at): CartLine[] => {
            const quantity = quantities[at] ?? 0;
            if (quantity === 0) return [];
            const collectionIds = productId < 3 ? [9] : [];
            const unitPriceMinor = price[productId];
            return [{ productId, quantity, unitPriceMinor, collectionIds, isGiftCard: false }];
          });
          const codes = live.flatMap(({ code }) => (code === null ? [] : [code]));
          const { totalMinor, shippingMinor } = checkoutTotals(devstore.store, {
            lines: lines.map(({ productId, quantity }) => ({
              ...{ variantId: (productId ?? 0) * 10, quantity },
            })),
            codes,
          });
          expect(priceCart({ lines, shippingMinor }, known).totalMinor).toBe(totalMinor);
        }
      } finally {
        await close();
        await devstore.stop();
      }
    },
  );

  test("an offer's own discount is told from others, and one for a segment from one for all", async () => {
    const devstore = await startDevstore();
    const { db, close } = await engine.open();
    try {
      furnish(devstore.store, "EUR");
      devstore.store.run(
        "INSERT INTO segments (id, name, query, created_at, updated_at) VALUES (5, 'Regulars', 'number_of_orders > 0', 0, 0)",
      );
      const ask = await installedClient(devstore.origin);
      const basic = { customerGets: { items: { all: true }, value: { percentage: 0.1 } } };
      const context = { customerSegments: { add: ["gid://shopify/Segment/5"] } };
      for (const input of [
        { ...given, ...basic, title: "Ours", context },
        { ...given, ...basic, title: "Over", endsAt: "2026-01-02T00:00:00Z" },
        { ...given, ...basic, title: "To come", startsAt: "2099-01-01T00:00:00Z" },
      ]) {
        await create(ask, { mutation: "discountAutomaticBasic", input, terms: null });
      }
      const shopId = await shopBuilder(db).install();
      const { admin } = await openStoreAdmin({ origin: devstore.origin, shopId });
      const read = () => readLiveDiscounts({ db, admin });
      const ours = (await read()).find(({ title }) => title === "Ours");
      await db
        .insertInto("offers")
        .values({
          ...{ shopId, offerId: 1, handle: "o-aaaaaa", segmentId: 1, title: "Ours", terms: "{}" },
          ...{ method: "automatic", code: null, startsAt: 0, endsAt: null, state: "active" },
          ...{ twinId: 5, discountId: ours?.id ?? null, fault: null, createdAt: 0, updatedAt: 0 },
        })
        .execute();
      expect(await read()).toMatchObject([
        { title: "To come", isOurs: false, hasContext: false },
        { title: "Ours", isOurs: true, hasContext: true },
      ]);
    } finally {
      await close();
      await devstore.stop();
    }
  });
});
