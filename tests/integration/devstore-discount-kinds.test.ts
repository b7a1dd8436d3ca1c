import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asMerchant } from "#tests/devstore/admin-api/merchant.ts";
import { checkoutTotals, completeCheckout } from "#tests/devstore/checkout/cart.ts";
import { createCustomer } from "#tests/devstore/checkout/customers.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const since = "2026-01-01T00:00:00Z";
const everything = { orderDiscounts: true, productDiscounts: true };

function addVariant(store: Store, priceMinor: number, title = "Pen"): number {
  const [productId, variantId] = [store.nextId(), store.nextId()];
  store.run(
    "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (?, ?, ?, 0, 0)",
    ...[productId, title, `pen-${String(productId)}`],
  );
  store.run(
    `INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (?, ?, ?, 99, 0, 0)`,
    ...[variantId, productId, priceMinor],
  );
  return variantId;
}

interface Node {
  readonly id: string;
}
interface Made {
  readonly node: Node | null;
  readonly userErrors: readonly { readonly message: string; readonly code: string }[];
}

describe("discounts of every native kind", () => {
  let devstore: RunningDevstore;
  let store: Store;
  let ask: Ask;
  let penId: number;
  beforeAll(async () => {
    devstore = await startDevstore();
    ({ store } = devstore);
    ask = await installedClient(devstore.origin);
    penId = addVariant(store, 1000);
  });
  afterAll(() => devstore.stop());

  const gidOf = (variantId: number): string => {
    const row = store.get<{ id: number }>(
      "SELECT product_id AS id FROM variants WHERE id = ?",
      variantId,
    );
    return `gid://shopify/Product/${String(row?.id)}`;
  };

  async function make(name: string, root: string, input: object): Promise<Made> {
    const node = name.startsWith("Automatic") ? "automaticDiscountNode" : "codeDiscountNode";
    const answer = await ask(
      `mutation Make($input: Discount${name}Input!) {
        made: discount${name}Create(${root}: $input) { node: ${node} { id } userErrors { message code } }
      }`,
      { input: { startsAt: since, ...input } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.made as Made;
  }

  it("tell all that the schema has of them", async () => {
    const shipping = await make("AutomaticFreeShipping", "freeShippingAutomaticDiscount", {
      title: "We pay the post",
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "15.00" } },
      maximumShippingPrice: "20.00",
      destination: { all: true },
      combinesWith: everything,
    });
    const trade = await make("CodeBxgy", "bxgyCodeDiscount", {
      title: "Three for two",
      code: "THREE",
      usesPerOrderLimit: 2,
      customerBuys: {
        value: { quantity: "2" },
        items: { products: { productsToAdd: [gidOf(penId)] } },
      },
      customerGets: {
        value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
        items: { products: { productsToAdd: [gidOf(penId)] } },
      },
    });
    const answer = await ask(
      `query Read($shipping: ID!, $trade: ID!) {
        shipping: discountNode(id: $shipping) { discount { __typename ... on DiscountAutomaticFreeShipping {
          summary shortSummary discountClasses maximumShippingPrice { amount currencyCode }
          destinationSelection { __typename ... on DiscountCountryAll { allCountries } }
          minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } }
          appliesOnOneTimePurchase asyncUsageCount } } }
        trade: discountNode(id: $trade) { discount { __typename ... on DiscountCodeBxgy {
          summary discountClasses usesPerOrderLimit codes(first: 1) { nodes { code } }
          customerBuys { value { ... on DiscountQuantity { quantity } } items { ... on DiscountProducts { products(first: 1) { nodes { id } } } } }
          customerGets { value { ... on DiscountOnQuantity { quantity { quantity } effect { ... on DiscountPercentage { percentage } } } } } } } }
        bxgy: discountNodesCount(query: "type:bxgy,free_shipping method:code") { count }
      }`,
      { shipping: shipping.node?.id, trade: trade.node?.id },
    );
    expect(answer).toMatchObject({
      data: {
        shipping: {
          discount: {
            __typename: "DiscountAutomaticFreeShipping",
            summary:
              "Free shipping on all products • Minimum purchase of €15.00 • For all countries • Applies to shipping rates under €20.00",
            shortSummary: "Free shipping on all products",
            discountClasses: ["SHIPPING"],
            maximumShippingPrice: { amount: "20.0", currencyCode: "EUR" },
            destinationSelection: { __typename: "DiscountCountryAll", allCountries: true },
            minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: "15.0" } },
          },
        },
        trade: {
          discount: {
            __typename: "DiscountCodeBxgy",
            summary: "Buy 2 items, get 1 item free",
            discountClasses: ["PRODUCT"],
            usesPerOrderLimit: 2,
            codes: { nodes: [{ code: "THREE" }] },
            customerBuys: {
              value: { quantity: "2" },
              items: { products: { nodes: [{ id: gidOf(penId) }] } },
            },
            customerGets: {
              value: { quantity: { quantity: "1" }, effect: { percentage: 1 } },
            },
          },
        },
        bxgy: { count: 1 },
      },
    });
    await asMerchant(
      store,
      `mutation End($shipping: ID!, $trade: ID!) {
        discountAutomaticDelete(id: $shipping) { userErrors { message } }
        discountCodeDelete(id: $trade) { userErrors { message } }
      }`,
      { shipping: shipping.node?.id, trade: trade.node?.id },
    );
  });

  it("count at checkout, with shipping, and stand in the order line by line", async () => {
    store.setMeta("shippingMinor", 490);
    const capId = addVariant(store, 333, "Cap");
    const product = await make("AutomaticBasic", "automaticBasicDiscount", {
      title: "Pens",
      customerGets: {
        value: { percentage: 0.1 },
        items: { products: { productsToAdd: [gidOf(penId)] } },
      },
      combinesWith: { ...everything, shippingDiscounts: true },
    });
    const order = await make("CodeBasic", "basicCodeDiscount", {
      title: "A fiver",
      code: "FIVER",
      customerGets: { value: { discountAmount: { amount: "5.00" } }, items: { all: true } },
      combinesWith: { ...everything, shippingDiscounts: true },
    });
    const shipping = await make("CodeFreeShipping", "freeShippingCodeDiscount", {
      title: "Post",
      code: "POST",
      destination: { all: true },
      combinesWith: everything,
    });
    for (const made of [product, order, shipping]) expect(made.userErrors).toEqual([]);
    const cart = {
      lines: [
        { variantId: penId, quantity: 2 },
        { variantId: capId, quantity: 1 },
      ],
      codes: ["fiver", "post"],
      email: "guest@example.com",
    };
    const { orderId, totals } = completeCheckout(store, cart);
    expect(totals).toMatchObject({
      subtotalMinor: 2333,
      discountMinor: 700,
      shippingMinor: 490,
      shippingDiscountMinor: 490,
      totalMinor: 1633,
      refusedCodes: [],
    });
    const answer = await ask(
      `query Read($id: ID!) { order(id: $id) {
        totalPriceSet { shopMoney { amount } } discountCodes
        discountApplications(first: 5) { nodes { __typename index targetType targetSelection allocationMethod
          value { ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } }
          ... on DiscountCodeApplication { code } ... on AutomaticDiscountApplication { title } } }
        shippingLine { originalPriceSet { shopMoney { amount } } discountedPriceSet { shopMoney { amount } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } } }
        lineItems(first: 5) { nodes { title
          discountedTotalSet(withCodeDiscounts: true) { shopMoney { amount } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index } } } } } }`,
      { id: `gid://shopify/Order/${String(orderId)}` },
    );
    const amount = (text: string): object => ({ shopMoney: { amount: text } });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.order).toEqual({
      totalPriceSet: amount("16.33"),
      discountCodes: ["FIVER", "POST"],
      discountApplications: {
        nodes: [
          {
            __typename: "AutomaticDiscountApplication",
            index: 0,
            targetType: "LINE_ITEM",
            targetSelection: "ENTITLED",
            allocationMethod: "ACROSS",
            value: { percentage: 10 },
            title: "Pens",
          },
          {
            __typename: "DiscountCodeApplication",
            index: 1,
            targetType: "LINE_ITEM",
            targetSelection: "ALL",
            allocationMethod: "ACROSS",
            value: { amount: "5.0" },
            code: "FIVER",
          },
          {
            __typename: "DiscountCodeApplication",
            index: 2,
            targetType: "SHIPPING_LINE",
            targetSelection: "ALL",
            allocationMethod: "EACH",
            value: { percentage: 100 },
            code: "POST",
          },
        ],
      },
      shippingLine: {
        originalPriceSet: amount("4.9"),
        discountedPriceSet: amount("0.0"),
        discountAllocations: [{ allocatedAmountSet: amount("4.9") }],
      },
      lineItems: {
        nodes: [
          {
            title: "Pen",
            discountedTotalSet: amount("18.0"),
            discountAllocations: [
              { allocatedAmountSet: amount("2.0"), discountApplication: { index: 0 } },
              { allocatedAmountSet: amount("4.22"), discountApplication: { index: 1 } },
            ],
          },
          {
            title: "Cap",
            discountedTotalSet: amount("3.33"),
            discountAllocations: [
              { allocatedAmountSet: amount("0.78"), discountApplication: { index: 1 } },
            ],
          },
        ],
      },
    });
    store.setMeta("shippingMinor", 0);
  });

  it("take five codes for goods and one for shipping in one order", async () => {
    for (const n of [1, 2, 3, 4, 5, 6])
      await make("CodeBasic", "basicCodeDiscount", {
        title: `Code ${String(n)}`,
        code: `CODE${String(n)}`,
        customerGets: { value: { discountAmount: { amount: "0.10" } }, items: { all: true } },
        combinesWith: { ...everything, shippingDiscounts: true },
      });
    const codes = ["POST", ...[1, 2, 3, 4, 5, 6].map((n) => `CODE${String(n)}`)];
    const totals = checkoutTotals(store, { lines: [{ variantId: penId, quantity: 1 }], codes });
    expect(totals.applied.flatMap(({ code }) => code ?? [])).toHaveLength(5);
    expect(totals.refusedCodes).toContainEqual({ code: "CODE6", why: "too-many" });
  });

  it("have codes by the hundred: taken at once, there a moment later, each failing alone", async () => {
    store.setMeta("codesDelayMs", 150);
    const { node } = await make("CodeBasic", "basicCodeDiscount", {
      title: "One for each member",
      code: "MEMBER-0",
      customerGets: { value: { percentage: 0.2 }, items: { all: true } },
    });
    const codes = [
      ...Array.from({ length: 249 }, (_, n) => ({ code: `MEMBER-${String(n + 1)}` })),
      { code: "member-0" },
    ];
    const added = await ask(
      `mutation Add($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
        discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
          bulkCreation { id done codesCount importedCount } userErrors { message } } }`,
      { id: node?.id, codes },
    );
    const { bulkCreation } = added.data?.discountRedeemCodeBulkAdd as {
      bulkCreation: Node & { done: boolean };
    };
    expect(bulkCreation).toMatchObject({ done: false, codesCount: 250, importedCount: 0 });
    const read = async (): Promise<unknown> =>
      (
        await ask(
          `query Read($id: ID!) { discountRedeemCodeBulkCreation(id: $id) { done importedCount failedCount } }`,
          { id: bulkCreation.id },
        )
      ).data?.discountRedeemCodeBulkCreation;
    expect(await read()).toEqual({ done: false, importedCount: 0, failedCount: 0 });
    expect(await ask(`{ codeDiscountNodeByCode(code: "MEMBER-7") { id } }`)).toMatchObject({
      data: { codeDiscountNodeByCode: null },
    });
    await expect
      .poll(read, { timeout: 3000 })
      .toEqual({ done: true, importedCount: 249, failedCount: 1 });
    const lines = [{ variantId: penId, quantity: 1 }];
    expect(checkoutTotals(store, { lines, codes: ["member-249"] })).toMatchObject({
      totalMinor: 800,
      applied: [{ code: "MEMBER-249" }],
    });
    const tooMany = await ask(
      `mutation Add($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
        discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) { userErrors { message } } }`,
      { id: node?.id, codes: [...codes, { code: "one more" }] },
    );
    expect(tooMany.errors).toMatchObject([{ extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }]);
  });

  it("are edited in Shopify's admin behind the app's back, which is told", async () => {
    const { node } = await make("AutomaticBasic", "automaticBasicDiscount", {
      title: "Ours",
      customerGets: { value: { percentage: 0.1 }, items: { all: true } },
    });
    const before = store.nextId();
    const response = await fetch(`${devstore.origin}/__devstore/merchant`, {
      method: "POST",
      body: JSON.stringify({
        query: `mutation Edit($id: ID!, $input: DiscountAutomaticBasicInput!) {
          discountAutomaticBasicUpdate(id: $id, automaticBasicDiscount: $input) { userErrors { message } } }`,
        variables: { id: node?.id, input: { title: "Theirs" } },
      }),
    });
    expect(await response.json()).toEqual({
      data: { discountAutomaticBasicUpdate: { userErrors: [] } },
    });
    const segment = await asMerchant(
      store,
      `mutation { segmentCreate(name: "Theirs", query: "number_of_orders > 1") { segment { id } } }`,
    );
    const { id } = (segment.data as { segmentCreate: { segment: Node } }).segmentCreate.segment;
    await asMerchant(
      store,
      `mutation Gone($id: ID!) { segmentDelete(id: $id) { userErrors { message } } }`,
      { id },
    );
    const topics = store
      .all<{ topic: string }>("SELECT topic FROM webhook_deliveries WHERE id > ?", before)
      .map(({ topic }) => topic);
    expect(topics).toEqual(["discounts/update", "segments/delete"]);
  });
});

describe.each([
  ["JPY", 1000, "5"],
  ["EUR", 1000, "0.05"],
  ["KWD", 1000, "0.005"],
])("an amount off in %s", (currency, priceMinor, amount) => {
  it("is five minor units off", async () => {
    const devstore = await startDevstore();
    try {
      const { store } = devstore;
      store.setMeta("currency", currency);
      const ask = await installedClient(devstore.origin);
      const variantId = addVariant(store, priceMinor);
      const customerId = createCustomer(store, {});
      await ask(
        `mutation Make($input: DiscountAutomaticBasicInput!) {
          discountAutomaticBasicCreate(automaticBasicDiscount: $input) { userErrors { message } } }`,
        {
          input: {
            title: "Five",
            startsAt: since,
            customerGets: { value: { discountAmount: { amount } }, items: { all: true } },
          },
        },
      );
      const cart = { lines: [{ variantId, quantity: 1 }], codes: [], customerId };
      expect(checkoutTotals(store, cart).totalMinor).toBe(priceMinor - 5);
    } finally {
      await devstore.stop();
    }
  });
});
