import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RECOMPUTE_AGGREGATES } from "#tests/devstore/checkout/aggregates.ts";
import { checkoutTotals, completeCheckout } from "#tests/devstore/checkout/cart.ts";
import { createCustomer, updateCustomer } from "#tests/devstore/checkout/customers.ts";
import {
  OrderRefused,
  readLines,
  readOrder,
  type OrderRow,
} from "#tests/devstore/checkout/order-rows.ts";
import { cancelOrder, deleteOrder, editOrder } from "#tests/devstore/checkout/change-order.ts";
import { placeOrder } from "#tests/devstore/checkout/place-order.ts";
import { refundOrder } from "#tests/devstore/checkout/refunds.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

function addVariant(store: Store, priceMinor: number, stock: number): number {
  const [productId, variantId] = [store.nextId(), store.nextId()];
  store.run(
    "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (?, 'Pen', ?, 0, 0)",
    ...[productId, `pen-${String(productId)}`],
  );
  store.run(
    `INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)`,
    ...[variantId, productId, priceMinor, stock],
  );
  return variantId;
}

const aggregatesOf = (store: Store): unknown[] =>
  store.all(
    "SELECT id, number_of_orders, amount_spent_minor, last_order_id FROM customers ORDER BY id",
  );
const stockOf = (store: Store, variantId: number): number | undefined =>
  store.get<{ n: number }>("SELECT inventory_quantity AS n FROM variants WHERE id = ?", variantId)
    ?.n;
const topicsSince = (store: Store, id: number): string[] =>
  store
    .all<{ topic: string }>("SELECT topic FROM webhook_deliveries WHERE id >= ? ORDER BY id", id)
    .map(({ topic }) => topic);

describe("an order", () => {
  let devstore: RunningDevstore;
  let store: Store;
  beforeAll(async () => {
    devstore = await startDevstore();
    await installedClient(devstore.origin);
    ({ store } = devstore);
  });
  afterAll(() => devstore.stop());

  it("takes its units out of stock and counts for its customer, unless it is a test", () => {
    const customerId = createCustomer(store, {});
    const variantId = addVariant(store, 1050, 10);
    const { orderId } = placeOrder(store, {
      customerId,
      lines: [{ variantId, quantity: 3 }],
      shippingMinor: 490,
    });
    placeOrder(store, { customerId, lines: [{ variantId, quantity: 1 }], test: true });
    expect(readOrder(store, orderId)).toMatchObject({
      subtotal_minor: 3150,
      total_minor: 3640,
      current_total_minor: 3640,
    });
    expect(stockOf(store, variantId)).toBe(6);
    expect(
      store.get(
        "SELECT number_of_orders, amount_spent_minor, last_order_id FROM customers WHERE id = ?",
        customerId,
      ),
    ).toEqual({ number_of_orders: 1, amount_spent_minor: 3640, last_order_id: orderId });
  });

  it("gives back lines, shipping and goodwill, and never more than was paid", () => {
    const customerId = createCustomer(store, {});
    const variantId = addVariant(store, 1000, 10);
    const { orderId } = placeOrder(store, {
      customerId,
      lines: [{ variantId, quantity: 3, discountMinor: 100 }],
      shippingMinor: 500,
    });
    const line = readLines(store, orderId)[0]?.id ?? 0;
    refundOrder(store, {
      orderId,
      lines: [{ lineItemId: line, quantity: 1 }],
      shippingMinor: 500,
      adjustmentMinor: 50,
    });
    expect(readOrder(store, orderId)).toMatchObject({
      current_subtotal_minor: 1933,
      current_shipping_minor: 0,
      current_total_minor: 1933,
      refunded_minor: 967 + 500 + 50,
      refunded_shipping_minor: 500,
      financial_status: "PARTIALLY_REFUNDED",
    });
    expect(() =>
      refundOrder(store, { orderId, lines: [{ lineItemId: line, quantity: 3 }] }),
    ).toThrow(OrderRefused);
    expect(() => refundOrder(store, { orderId, lines: [], adjustmentMinor: 1884 })).toThrow(
      OrderRefused,
    );
    expect(stockOf(store, variantId)).toBe(8);
  });

  it("that is cancelled gives back all that is left and still counts as an order", () => {
    const customerId = createCustomer(store, {});
    const variantId = addVariant(store, 1000, 10);
    const { orderId } = placeOrder(store, { customerId, lines: [{ variantId, quantity: 2 }] });
    cancelOrder(store, { orderId });
    expect(readOrder(store, orderId)).toMatchObject({
      current_total_minor: 0,
      refunded_minor: 2000,
      financial_status: "REFUNDED",
    });
    expect(
      store.get(
        "SELECT number_of_orders, amount_spent_minor FROM customers WHERE id = ?",
        customerId,
      ),
    ).toEqual({
      number_of_orders: 1,
      amount_spent_minor: 0,
    });
    expect(stockOf(store, variantId)).toBe(10);
  });

  it("tells what happened by the webhooks that the app asked for", () => {
    const since = store.nextId();
    const customerId = createCustomer(store, {});
    const { orderId } = placeOrder(store, {
      customerId,
      lines: [{ variantId: addVariant(store, 1000, 9), quantity: 2 }],
    });
    const line = readLines(store, orderId)[0]?.id ?? 0;
    editOrder(store, { orderId, lines: [{ lineItemId: line, quantity: 1 }] });
    cancelOrder(store, { orderId });
    deleteOrder(store, orderId);
    const told = topicsSince(store, since);
    for (const topic of [
      "orders/create",
      "orders/updated",
      "orders/edited",
      "orders/cancelled",
      "orders/delete",
      "refunds/create",
    ]) {
      expect(told).toContain(topic);
    }
  });

  it("never lets the books drift, whatever happens in whatever order", () => {
    const customers = [null, createCustomer(store, {}), createCustomer(store, {})];
    const variants = [addVariant(store, 999, 1000), addVariant(store, 1, 1000)];
    const act = fc.record({
      kind: fc.constantFrom("place", "refund", "goodwill", "cancel", "edit", "delete"),
      which: fc.nat(20),
      quantity: fc.integer({ min: 1, max: 4 }),
      amount: fc.integer({ min: 0, max: 3000 }),
      test: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
        const orders: number[] = [];
        for (const { kind, which, quantity, amount, test } of acts) {
          const orderId = orders[which % (orders.length || 1)] ?? 0;
          try {
            const lineItemId =
              kind === "place" ? 0 : (readLines(store, orderId)[which % 2]?.id ?? 0);
            if (kind === "place") {
              const lines = variants.map((variantId) => ({
                variantId,
                quantity,
                discountMinor: amount % (quantity + 1),
              }));
              const customerId = customers[which % 3] ?? null;
              orders.push(
                placeOrder(store, {
                  customerId,
                  lines,
                  shippingMinor: amount,
                  test,
                  taxMinor: amount,
                }).orderId,
              );
            } else if (kind === "refund")
              refundOrder(store, { orderId, lines: [{ lineItemId, quantity }] });
            else if (kind === "goodwill")
              refundOrder(store, {
                orderId,
                lines: [],
                adjustmentMinor: amount,
                shippingMinor: amount,
              });
            else if (kind === "cancel") cancelOrder(store, { orderId, refund: test });
            else if (kind === "edit")
              editOrder(store, { orderId, lines: [{ lineItemId, quantity }], refund: test });
            else deleteOrder(store, orderId);
          } catch (error) {
            if (!(error instanceof OrderRefused)) throw error;
          }
        }
        for (const id of orders)
          expectInOrder(store, store.get<OrderRow>("SELECT * FROM orders WHERE id = ?", id));
        const kept = aggregatesOf(store);
        store.run(RECOMPUTE_AGGREGATES);
        expect(kept).toEqual(aggregatesOf(store));
      }),
      { numRuns: 40 },
    );
  });
});

/** The books of one order: nothing negative, parts sum to the whole, refunds to what was given back. */
function expectInOrder(store: Store, order: OrderRow | undefined): void {
  if (order === undefined) return;
  const lines = readLines(store, order.id);
  const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
  const addedTax = order.taxes_included === 1 ? 0 : order.current_tax_minor;
  expect(sum(lines.map((line) => line.total_minor))).toBe(order.subtotal_minor);
  expect(order.current_subtotal_minor + order.current_shipping_minor + addedTax).toBe(
    order.current_total_minor,
  );
  expect(order.current_subtotal_minor).toBeGreaterThanOrEqual(0);
  expect(order.refunded_minor).toBeLessThanOrEqual(order.total_minor);
  const refunds = store.all<{ total_minor: number }>(
    "SELECT total_minor FROM refunds WHERE order_id = ?",
    order.id,
  );
  expect(sum(refunds.map((refund) => refund.total_minor))).toBe(order.refunded_minor);
  if (lines.every((line) => line.current_quantity === 0))
    expect(order.current_subtotal_minor).toBe(0);
}

describe("the checkout", () => {
  let devstore: RunningDevstore;
  let ask: Ask;
  let store: Store;
  let buyer: number;
  let stranger: number;
  let variantId: number;

  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
    ({ store } = devstore);
    buyer = createCustomer(store, { tags: ["vip"], email: "vip@example.com" });
    stranger = createCustomer(store, {});
    variantId = addVariant(store, 2000, 5);
    const made = await ask(
      `mutation Segment { segmentCreate(name: "VIPs", query: "customer_tags CONTAINS 'vip'") { segment { id } } }`,
    );
    const segmentId = (made.data?.segmentCreate as { segment: { id: string } }).segment.id;
    const answer = await ask(
      `mutation Discounts($automatic: DiscountAutomaticBasicInput!, $code: DiscountCodeBasicInput!) {
        discountAutomaticBasicCreate(automaticBasicDiscount: $automatic) { userErrors { message } }
        discountCodeBasicCreate(basicCodeDiscount: $code) { userErrors { message } }
      }`,
      {
        automatic: {
          title: "VIP 10%",
          startsAt: "2026-01-01T00:00:00Z",
          context: { customerSegments: { add: [segmentId] } },
          customerGets: { value: { percentage: 0.1 }, items: { all: true } },
        },
        code: {
          title: "Welcome",
          code: "WELCOME25",
          startsAt: "2026-01-01T00:00:00Z",
          appliesOncePerCustomer: true,
          context: { customerSegments: { add: [segmentId] } },
          customerGets: { value: { percentage: 0.25 }, items: { all: true } },
        },
      },
    );
    expect(answer).toMatchObject({
      data: {
        discountAutomaticBasicCreate: { userErrors: [] },
        discountCodeBasicCreate: { userErrors: [] },
      },
    });
  });
  afterAll(() => devstore.stop());

  const cart = (codes: string[] = []) => ({ lines: [{ variantId, quantity: 1 }], codes });

  it("gives a segment's discount to its members only", () => {
    expect(checkoutTotals(store, { ...cart(), customerId: buyer })).toMatchObject({
      totalMinor: 1800,
      discountMinor: 200,
    });
    expect(checkoutTotals(store, { ...cart(), customerId: stranger }).discountMinor).toBe(0);
    expect(checkoutTotals(store, cart()).discountMinor).toBe(0);
    expect(checkoutTotals(store, { ...cart(), email: "VIP@example.com" }).discountMinor).toBe(200);
  });

  it("follows the customer into and out of the segment at once", () => {
    updateCustomer(store, stranger, { tags: ["VIP"] });
    expect(checkoutTotals(store, { ...cart(), customerId: stranger }).discountMinor).toBe(200);
    updateCustomer(store, stranger, { tags: [] });
    expect(checkoutTotals(store, { ...cart(), customerId: stranger }).discountMinor).toBe(0);
  });

  it("takes the better of an automatic discount and a code that do not combine, and says why a code has no effect", () => {
    const better = checkoutTotals(store, { ...cart(["welcome25"]), customerId: buyer });
    expect(better).toMatchObject({
      totalMinor: 1500,
      applied: [{ code: "WELCOME25" }],
      refusedCodes: [],
    });
    expect(checkoutTotals(store, cart(["WELCOME25", "nonsense"])).refusedCodes).toEqual([
      { code: "WELCOME25", why: "not-for-this-customer" },
      { code: "nonsense", why: "unknown" },
    ]);
  });

  it("places an order with its discounts, once per customer where it is so agreed, until all is sold", () => {
    const { orderId } = completeCheckout(store, { ...cart(["WELCOME25"]), customerId: buyer });
    expect(readOrder(store, orderId)).toMatchObject({
      subtotal_minor: 1500,
      discount_minor: 500,
      total_minor: 1500,
      discount_codes: `["WELCOME25"]`,
    });
    expect(readLines(store, orderId)).toMatchObject([
      { unit_price_minor: 2000, discount_minor: 500, total_minor: 1500 },
    ]);
    const again = checkoutTotals(store, { ...cart(["WELCOME25"]), customerId: buyer });
    expect(again).toMatchObject({
      totalMinor: 1800,
      refusedCodes: [{ code: "WELCOME25", why: "used-before" }],
    });
    expect(() =>
      completeCheckout(store, {
        lines: [{ variantId, quantity: 5 }],
        codes: [],
        customerId: buyer,
      }),
    ).toThrow(OrderRefused);
  });

  it("does the same for tests over HTTP", async () => {
    const post = async (path: string, body: object): Promise<{ status: number; body: unknown }> => {
      const response = await fetch(
        `${devstore.origin}/__devstore/${path}?shop=demo.myshopify.com`,
        {
          method: "POST",
          body: JSON.stringify(body),
        },
      );
      return { status: response.status, body: await response.json() };
    };
    const made = await post("customers", { action: "create", tags: ["vip"], countryCode: "FR" });
    const { customerId } = made.body as { customerId: number };
    expect(await post("orders", { action: "price", customerId, ...cart() })).toMatchObject({
      body: { totalMinor: 1800 },
    });
    const bought = await post("orders", { action: "checkout", customerId, ...cart() });
    const { orderId } = bought.body as { orderId: number };
    expect(readOrder(store, orderId)).toMatchObject({
      customer_id: customerId,
      country_code: "FR",
      total_minor: 1800,
    });
    expect(await post("orders", { action: "cancel", orderId })).toMatchObject({ status: 200 });
    expect(await post("orders", { action: "cancel", orderId })).toEqual({
      status: 422,
      body: { error: "Order has already been cancelled" },
    });
    expect(await post("orders", { action: "fly" })).toMatchObject({ status: 400 });
  });
});
