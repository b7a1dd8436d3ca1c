import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#tests/devstore/store/open-store.ts";
import {
  comparable,
  exchangesOf,
  hasCaptures,
  learnIds,
  onlyRoots,
  withIds,
} from "#tests/support/captures.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const captures = [
  "discount-automatic-basic-lifecycle",
  "discount-automatic-value-bounds",
  "discount-amount-applies-on-each-item",
  "discount-status-time-window-derivation",
  "discount-update-reference-validation",
  "discount-customer-selection-internal-conflicts",
  "discount-code-basic-name-alias-independence",
  "discount-lifecycle-cross-kind-id",
  "discount-validation-branches",
  "discount-title-validation",
  "discount-combines-with-validation",
  "discount-invalid-date-range-all-types",
  "discount-context-customer-selection-conflict",
  "discount-bxgy-numeric-validation",
  "discount-bxgy-disallowed-value-shapes",
  "discount-entitlement-connections",
  "discount-bulk-selector-validation",
  "discount-bulk-search-effects",
  "discount-redeem-code-bulk",
  "discount-redeem-code-bulk-add-validation",
];
/** What the store answers; discounts of functions, markets and the catalogue's own writes are left out of the recordings. */
const ours = new Set([
  ...["Automatic", "Code"].flatMap((method) => [
    ...["Basic", "Bxgy", "FreeShipping"].flatMap((kind) => [
      `discount${method}${kind}Create`,
      `discount${method}${kind}Update`,
    ]),
    ...["Activate", "Deactivate", "Delete", "BulkDelete"].map((act) => `discount${method}${act}`),
  ]),
  ...["discountCodeBulkActivate", "discountCodeBulkDeactivate"],
  ...["discountRedeemCodeBulkAdd", "discountCodeRedeemCodeBulkDelete"],
  "discountRedeemCodeBulkCreation",
  ...["discountNode", "codeDiscountNode", "automaticDiscountNode", "codeDiscountNodeByCode"],
  ...["discountNodes", "codeDiscountNodes", "automaticDiscountNodes", "discountNodesCount"],
]);
/** Refused by the schema before any resolver is asked, in other words than Shopify's. */
const elsewhere = new Set([
  "discount-validation-branches/validation/inlineNullInput",
  "discount-redeem-code-bulk-add-validation/tooMany",
  ...["codeCreateUsesLimitTooLarge", "codeUpdateUsesLimitTooLarge"].map(
    (name) => `discount-bxgy-numeric-validation/validation/${name}`,
  ),
]);

/** Recorded when a first discount with the same code was there already. */
const twice = new Set(["discount-validation-branches/validation/omnibus"]);

/** Its cost is not ours: `codesCount` cost less there than counts do elsewhere. */
const pricedOtherwise = new Set(["discount-lifecycle-cross-kind-id"]);

const insertions: Readonly<Record<string, string>> = {
  Product:
    "INSERT OR IGNORE INTO products (id, title, handle, created_at, updated_at) VALUES (@id, 'Pen', @id, 0, 0)",
  ProductVariant:
    "INSERT OR IGNORE INTO variants (id, product_id, price_minor, created_at, updated_at) VALUES (@id, 1, 100, 0, 0)",
  Collection:
    "INSERT OR IGNORE INTO collections (id, title, handle, updated_at) VALUES (@id, 'Pens', @id, 0)",
  Customer: "INSERT OR IGNORE INTO customers (id, created_at, updated_at) VALUES (@id, 0, 0)",
  Segment:
    "INSERT OR IGNORE INTO segments (id, name, query, created_at, updated_at) VALUES (@id, @id, 'number_of_orders > 0', 0, 0)",
};

/** Makes what a recording refers to and did not make itself, under the same ids; ids of nines are meant to be unknown. */
function furnish(store: Store, variables: object): void {
  const gids = JSON.stringify(variables).matchAll(/gid:\/\/shopify\/([A-Za-z]+)\/(\d{6,})/g);
  for (const [, type = "", id = ""] of gids) {
    const insertion = insertions[type];
    if (insertion !== undefined && !id.startsWith("999999"))
      store.run(insertion, { id: Number(id) });
  }
}

describe.skipIf(!hasCaptures)("what Shopify answered about discounts", () => {
  describe.each(captures)("in %s", (capture) => {
    let devstore: RunningDevstore;
    let ask: Ask;
    beforeAll(async () => {
      devstore = await startDevstore();
      devstore.store.setMeta("currency", "CAD");
      ask = await installedClient(devstore.origin);
    });
    afterAll(() => devstore.stop());

    it("is what the development store answers", async () => {
      const ids = new Map<string, string>();
      for (const recorded of exchangesOf(`discounts/${capture}`)) {
        const exchange = onlyRoots(recorded, (field) => ours.has(field));
        if (exchange === null || elsewhere.has(`${capture}/${exchange.name}`)) continue;
        furnish(devstore.store, exchange.variables);
        if (twice.has(`${capture}/${exchange.name}`)) await ask(exchange.query, exchange.variables);
        const variables = withIds(exchange.variables, ids);
        const answer = await ask(exchange.query, variables as object);
        learnIds(exchange.answer.data, answer.data, ids);
        expect({
          name: exchange.name,
          data: comparable(answer.data),
          errors: answer.errors?.map(({ message }) => message),
        }).toEqual({
          name: exchange.name,
          data: comparable(exchange.answer.data),
          errors: exchange.answer.errors?.map(({ message }) => message),
        });
        const wasWhole =
          recorded.query.match(/discount\w+\(/g)?.length ===
          exchange.query.match(/discount\w+\(/g)?.length;
        const { cost } = exchange.answer.extensions ?? {};
        if (wasWhole && cost !== undefined && !pricedOtherwise.has(capture)) {
          expect(answer.extensions?.cost.requestedQueryCost).toBe(cost.requestedQueryCost);
        }
      }
    });
  });
});

interface Node {
  readonly id: string;
}
interface Written {
  readonly node: Node | null;
  readonly userErrors: readonly { readonly message: string; readonly code: string }[];
}

describe("a discount", () => {
  let devstore: RunningDevstore;
  let ask: Ask;
  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
  });
  afterAll(() => devstore.stop());

  const basic = {
    title: "Ten off",
    startsAt: "2026-01-01T00:00:00Z",
    customerGets: { value: { percentage: 0.1 }, items: { all: true } },
  };

  async function automatic(input: object): Promise<Written> {
    const answer = await ask(
      `mutation Make($input: DiscountAutomaticBasicInput!) {
        made: discountAutomaticBasicCreate(automaticBasicDiscount: $input) {
          node: automaticDiscountNode { id } userErrors { message code }
        }
      }`,
      { input: { ...basic, ...input } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.made as Written;
  }

  async function segment(name: string): Promise<string> {
    const answer = await ask(
      `mutation Make($name: String!) {
        segmentCreate(name: $name, query: "number_of_orders >= 1") { segment { id } }
      }`,
      { name },
    );
    return (answer.data?.segmentCreate as { segment: Node }).segment.id;
  }

  it("tells what it gives, to whom, and beside what", async () => {
    const segmentId = await segment("Buyers");
    const { node } = await automatic({
      title: "Buyers' ten",
      context: { customerSegments: { add: [segmentId] } },
      minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "2" } },
      combinesWith: { shippingDiscounts: true },
    });
    const answer = await ask(
      `query Read($id: ID!) {
        discountNode(id: $id) { id discount { __typename ... on DiscountAutomaticBasic {
          title status summary shortSummary discountClasses asyncUsageCount
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          context { __typename ... on DiscountCustomerSegments { segments { id name } } }
          customerGets { value { ... on DiscountPercentage { percentage } } items { ... on AllDiscountItems { allItems } } }
          minimumRequirement { ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity } }
        } } }
        node(id: $id) { id }
      }`,
      { id: node?.id },
    );
    expect(answer).toMatchObject({
      data: {
        discountNode: {
          id: node?.id,
          discount: {
            __typename: "DiscountAutomaticBasic",
            status: "ACTIVE",
            summary: "10% off entire order • Minimum quantity of 2 • For 1 customer segment",
            shortSummary: "10% off entire order",
            discountClasses: ["ORDER"],
            asyncUsageCount: 0,
            combinesWith: {
              orderDiscounts: false,
              productDiscounts: false,
              shippingDiscounts: true,
            },
            context: {
              __typename: "DiscountCustomerSegments",
              segments: [{ id: segmentId, name: "Buyers" }],
            },
            customerGets: { value: { percentage: 0.1 }, items: { allItems: true } },
            minimumRequirement: { greaterThanOrEqualToQuantity: "2" },
          },
        },
        node: { id: node?.id },
      },
    });
  });

  it("for segments takes five of them when it is automatic, and known ones only", async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((count) => segment(`Part ${String(count)}`)),
    );
    const none = await automatic({ context: { customerSegments: { add: ids } } });
    expect(none).toMatchObject({ node: null, userErrors: [{ code: "EXCEEDED_MAX" }] });
    const unknown = await automatic({
      context: { customerSegments: { add: ["gid://shopify/Segment/999999999"] } },
    });
    expect(unknown).toMatchObject({
      userErrors: [{ message: "Segment with id: 999999999 is invalid", code: "INVALID" }],
    });
    expect(
      await automatic({ context: { customerSegments: { add: ids.slice(0, 5) } } }),
    ).toMatchObject({ userErrors: [] });
  });

  it("can lose a segment by an update", async () => {
    const [kept, lost] = [await segment("Kept"), await segment("Lost")];
    const { node } = await automatic({ context: { customerSegments: { add: [kept, lost] } } });
    await ask(
      `mutation Change($id: ID!, $input: DiscountAutomaticBasicInput!) {
        discountAutomaticBasicUpdate(id: $id, automaticBasicDiscount: $input) { userErrors { message } }
      }`,
      { id: node?.id, input: { context: { customerSegments: { remove: [lost] } } } },
    );
    const answer = await ask(
      `query Read($id: ID!) { automaticDiscountNode(id: $id) { automaticDiscount { ... on DiscountAutomaticBasic {
        title context { ... on DiscountCustomerSegments { segments { id } } } } } } }`,
      { id: node?.id },
    );
    expect(answer.data).toEqual({
      automaticDiscountNode: {
        automaticDiscount: { title: "Ten off", context: { segments: [{ id: kept }] } },
      },
    });
  });

  it("is one of at most 25 active automatic ones", async () => {
    const { store } = devstore;
    const count = (): number =>
      store.get<{ n: number }>("SELECT COUNT(*) AS n FROM discounts WHERE method = 'automatic'")
        ?.n ?? 0;
    while (count() < 25) expect(await automatic({})).toMatchObject({ userErrors: [] });
    expect(await automatic({})).toMatchObject({
      node: null,
      userErrors: [{ code: "EXCEEDED_MAX" }],
    });
    expect(await automatic({ startsAt: "2099-01-01T00:00:00Z" })).toMatchObject({ userErrors: [] });
  });

  it("has codes that are found in any letter case, and ends when it is deactivated, once", async () => {
    const made = await ask(
      `mutation Make($input: DiscountCodeBasicInput!) {
        discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { message } }
      }`,
      { input: { ...basic, code: "Spring-10", appliesOncePerCustomer: true, usageLimit: 3 } },
    );
    const id = (made.data?.discountCodeBasicCreate as { codeDiscountNode: Node }).codeDiscountNode
      .id;
    const found = await ask(
      `{ codeDiscountNodeByCode(code: "SPRING-10") { id codeDiscount { ... on DiscountCodeBasic {
        usageLimit appliesOncePerCustomer codes(first: 2) { nodes { code asyncUsageCount } } } } } }`,
    );
    expect(found.data).toEqual({
      codeDiscountNodeByCode: {
        id,
        codeDiscount: {
          usageLimit: 3,
          appliesOncePerCustomer: true,
          codes: { nodes: [{ code: "Spring-10", asyncUsageCount: 0 }] },
        },
      },
    });
    const end = async (): Promise<unknown> =>
      (
        await ask(
          `mutation End($id: ID!) { discountCodeDeactivate(id: $id) { codeDiscountNode { codeDiscount {
            ... on DiscountCodeBasic { status endsAt updatedAt } } } userErrors { message } } }`,
          { id },
        )
      ).data;
    const first = await end();
    expect(first).toMatchObject({
      discountCodeDeactivate: { codeDiscountNode: { codeDiscount: { status: "EXPIRED" } } },
    });
    expect(await end()).toEqual(first);
    const expired = await ask(
      `{ codeDiscountNodes(first: 5, query: "status:expired") { nodes { id } } }`,
    );
    expect(expired.data).toEqual({ codeDiscountNodes: { nodes: [{ id }] } });
  });
});
