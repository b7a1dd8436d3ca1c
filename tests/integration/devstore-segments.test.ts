import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomer } from "#tests/devstore/checkout/customers.ts";
import { placeOrder } from "#tests/devstore/checkout/place-order.ts";
import { isMember } from "#tests/devstore/segments/members.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import {
  comparable,
  exchangesOf,
  hasCaptures,
  learnIds,
  withIds,
} from "#tests/support/captures.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const CREATE = `mutation Create($name: String!, $query: String!) {
  segmentCreate(name: $name, query: $query) { segment { id name query } userErrors { field message } }
}`;

/** Recorded before the language changed (2025-01): what has to be the same is the same in 2026-10. */
const captures = [
  "segment-lifecycle-validation",
  "segments-user-errors-shape",
  "segment-create-update-length-edge-cases",
  "segment-query-grammar-not-contains",
  "segment-mutation-first-hydration",
  "segment-authoritative-prerequisites",
  "customer-segment-members-query-create-validation-and-shape",
  "customer-segment-members-query-create-direct-query-grammar",
];

/** Ids that a recording uses and never made: which of our segments stands for them. */
const knownBefore = ["gid://shopify/Segment/648233779506"];
/** Recorded in May 2026, when starting a member query cost 10; in July it cost 2, and so it does here. */
const pricedBefore = new Set([
  "customer-segment-members-query-create-validation-and-shape",
  "customer-segment-members-query-create-direct-query-grammar",
]);
/** Written down out of turn: beside the deletions that the recording names elsewhere. */
const outOfTurn = new Set([
  "segment-mutation-first-hydration/updateReadAfter",
  "segment-mutation-first-hydration/cleanup/deletedByScenario",
]);

describe.skipIf(!hasCaptures)("what Shopify answered about segments", () => {
  describe.each(captures)("in %s", (capture) => {
    let devstore: RunningDevstore;
    let ask: Ask;
    beforeAll(async () => {
      devstore = await startDevstore();
      ask = await installedClient(devstore.origin);
    });
    afterAll(() => devstore.stop());

    async function makeKnown(variables: object, ids: Map<string, string>): Promise<void> {
      const text = JSON.stringify(variables);
      for (const id of knownBefore.filter((known) => text.includes(known) && !ids.has(known))) {
        const made = await ask(CREATE, { name: "Made before", query: "number_of_orders > 0" });
        learnIds({ segmentCreate: { segment: { id } } }, made.data, ids);
      }
    }

    it("is what the development store answers", async () => {
      const ids = new Map<string, string>();
      for (const exchange of exchangesOf(`segments/${capture}`)) {
        if (outOfTurn.has(`${capture}/${exchange.name}`)) continue;
        await makeKnown(exchange.variables, ids);
        const variables = withIds(exchange.variables, ids);
        const answer = await ask(exchange.query, variables as object);
        learnIds(exchange.answer.data, answer.data, ids);
        expect({ name: exchange.name, data: comparable(answer.data) }).toEqual({
          name: exchange.name,
          data: comparable(exchange.answer.data),
        });
        expect(
          answer.errors?.map(({ message, extensions }) => [message, extensions?.code]),
        ).toEqual(
          exchange.answer.errors?.map(({ message, extensions }) => [message, extensions?.code]),
        );
        if (!pricedBefore.has(capture)) {
          expect(answer.extensions?.cost.requestedQueryCost).toBe(
            exchange.answer.extensions?.cost?.requestedQueryCost,
          );
        }
      }
    });
  });
});

const DAY = 86_400_000;

describe("a native segment's members", () => {
  let devstore: RunningDevstore;
  let ask: Ask;
  let store: Store;
  /** Ada: three orders; Ben: one, long ago; Cem: none; Dee: only a test order. */
  const people: Record<string, number> = {};

  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
    store = devstore.store;
    for (const [name, written] of Object.entries({
      ada: {
        tags: ["VIP", "Paper Lover"],
        countryCode: "DE",
        rfmGroup: "CHAMPIONS",
        emailMarketingState: "SUBSCRIBED",
      },
      ben: { tags: ["b2b"], countryCode: "CA", rfmGroup: "DORMANT", email: "ben@Example.com" },
      cem: { rfmGroup: "PROSPECTS" },
      dee: {},
    })) {
      people[name] = createCustomer(store, written);
    }
    // Noon, so that no day changes while the test runs.
    store.setMeta("clockOffset", new Date().setUTCHours(11, 0, 0, 0) - Date.now());
    const now = store.now();
    const place = (name: string, daysAgo: number, unitPriceMinor: number, more = {}): number =>
      placeOrder(store, {
        customerId: people[name] ?? null,
        processedAt: now - daysAgo * DAY,
        lines: [{ productId: 77, title: "Pen", quantity: 2, unitPriceMinor }],
        ...more,
      }).orderId;
    place("ada", 100, 1000);
    place("ada", 40, 1000);
    place("ada", 0, 5050);
    place("ben", 400, 500);
    place("dee", 1, 500, { test: true });
    placeOrder(store, { lines: [{ title: "Pen", quantity: 1, unitPriceMinor: 500 }] });
    store.run(
      "INSERT INTO customer_list_entries (namespace, key, entry_key, customer_id) VALUES (?, 'segments', ?, ?)",
      ...[segmentsNamespace(store), "s-abc123", people.ada ?? 0],
    );
  });
  afterAll(() => devstore.stop());

  const named = (ids: readonly number[]): string[] =>
    Object.entries(people)
      .flatMap(([name, id]) => (ids.includes(id) ? [name] : []))
      .sort();

  async function membersOf(query: string, more: object = {}): Promise<string[]> {
    const answer = await ask(
      `query Members($query: String!, $first: Int!, $sortKey: String, $reverse: Boolean) {
        customerSegmentMembers(query: $query, first: $first, sortKey: $sortKey, reverse: $reverse, timezone: "Europe/Berlin") {
          totalCount edges { node { id } }
        }
      }`,
      { query, first: 250, ...more },
    );
    expect(answer.errors).toBeUndefined();
    const members = answer.data?.customerSegmentMembers as {
      totalCount: number;
      edges: { node: { id: string } }[];
    };
    expect(members.totalCount).toBe(members.edges.length);
    const ids = members.edges.map(({ node }) =>
      Number(node.id.slice(node.id.lastIndexOf("/") + 1)),
    );
    for (const [name, id] of Object.entries(people)) {
      expect({ name, member: isMember(store, id, query) }).toEqual({
        name,
        member: ids.includes(id),
      });
    }
    return named(ids);
  }

  it.each([
    ["number_of_orders = 0", ["cem", "dee"]],
    ["number_of_orders >= 1", ["ada", "ben"]],
    ["number_of_orders BETWEEN 1 AND 2", ["ben"]],
    ["amount_spent = 141", ["ada"]],
    ["amount_spent > 10", ["ada"]],
    ["amount_spent >= 10.00", ["ada", "ben"]],
    ["last_order_date = today", ["ada"]],
    ["last_order_date < -90d", ["ben"]],
    ["last_order_date IS NULL", ["cem", "dee"]],
    ["NOT last_order_date < -90d", ["ada", "cem", "dee"]],
    ["last_order_date != today", ["ben", "cem", "dee"]],
    ["first_order_date <= -99d", ["ada", "ben"]],
    ["first_order_date BETWEEN -101d AND -99d", ["ada"]],
    ["customer_added_date >= yesterday", ["ada", "ben", "cem", "dee"]],
    ["customer_tags CONTAINS 'vip'", ["ada"]],
    ["customer_tags CONTAINS 'paper lover'", ["ada"]],
    ["customer_tags CONTAINS 'paper'", []],
    ["customer_tags NOT CONTAINS 'vip'", ["ben", "cem", "dee"]],
    ["customer_tags IS NULL", ["cem", "dee"]],
    ["customer_countries CONTAINS 'CA'", ["ben"]],
    ["rfm_group = 'CHAMPIONS' OR rfm_group = 'PROSPECTS'", ["ada", "cem"]],
    ["rfm_group != 'CHAMPIONS'", ["ben", "cem", "dee"]],
    ["email_subscription_status = 'SUBSCRIBED'", ["ada"]],
    ["customer_email_domain = 'example.com'", ["ben"]],
    ["companies IS NULL", ["ada", "ben", "cem", "dee"]],
    ["products_purchased MATCHES (id = 77)", ["ada", "ben"]],
    ["products_purchased MATCHES (id = 77, count >= 2)", ["ada"]],
    ["products_purchased MATCHES (id = 77, date > -30d)", ["ada"]],
    ["products_purchased MATCHES (id IN (77, 78), sum_quantity = 6)", ["ada"]],
    ["products_purchased NOT MATCHES ()", ["cem", "dee"]],
    ["products_purchased(id: 77) = false", ["cem", "dee"]],
    ["orders_placed MATCHES (amount > 100)", ["ada"]],
    ["orders_placed MATCHES (sum_amount >= 141)", ["ada"]],
    ["shopify_email.opened MATCHES ()", []],
    [
      "number_of_orders >= 1 AND (customer_tags CONTAINS 'b2b' OR rfm_group = 'CHAMPIONS')",
      ["ada", "ben"],
    ],
    [
      "number_of_orders = 0 OR number_of_orders = 3 AND customer_tags CONTAINS 'b2b'",
      ["cem", "dee"],
    ],
  ])("%s", async (query, members) => {
    expect(await membersOf(query)).toEqual(members);
  });

  it("can ask for the app's own list metafield, by the name that the filters tell", async () => {
    const answer = await ask(
      `{ segmentFilters(first: 100) { edges { node { __typename queryName multiValue } } } }`,
    );
    const text = JSON.stringify(answer.data);
    const name = `metafields.${segmentsNamespace(store)}.segments`;
    expect(text).toContain(`"queryName":"${name}","multiValue":true`);
    expect(await membersOf(`${name} CONTAINS 'S-ABC123'`)).toEqual(["ada"]);
    expect(await membersOf(`${name} NOT CONTAINS 's-abc123'`)).toEqual(["ben", "cem", "dee"]);
    expect(await membersOf(`${name} CONTAINS 's-abc12'`)).toEqual([]);
  });

  it("come in pages, sorted as asked", async () => {
    const page = async (
      after: string | null,
    ): Promise<{ ids: string[]; cursor: string | null; more: boolean }> => {
      const answer = await ask(
        `query Page($after: String) {
          customerSegmentMembers(query: "number_of_orders >= 0", first: 3, after: $after, sortKey: "amount_spent", reverse: true) {
            edges { node { id } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { after },
      );
      const members = answer.data?.customerSegmentMembers as {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
      const ids = members.edges.map(({ node }) => node.id.slice(node.id.lastIndexOf("/") + 1));
      return { ids, cursor: members.pageInfo.endCursor, more: members.pageInfo.hasNextPage };
    };
    const first = await page(null);
    const second = await page(first.cursor);
    expect(first.more).toBe(true);
    expect(second.more).toBe(false);
    expect([...first.ids, ...second.ids].map(Number).slice(0, 2)).toEqual([people.ada, people.ben]);
    expect(new Set([...first.ids, ...second.ids]).size).toBe(4);
  });

  it("are told one by one through membership", async () => {
    const made = await ask(CREATE, { name: "Buyers", query: "number_of_orders >= 1" });
    const id = (made.data?.segmentCreate as { segment: { id: string } }).segment.id;
    const of = async (name: string): Promise<unknown> => {
      const answer = await ask(
        `query Is($customerId: ID!, $segmentIds: [ID!]!) {
          customerSegmentMembership(customerId: $customerId, segmentIds: $segmentIds) { memberships { segmentId isMember } }
        }`,
        { customerId: `gid://shopify/Customer/${String(people[name])}`, segmentIds: [id] },
      );
      return answer.data;
    };
    const membership = (isMember: boolean): object => ({
      customerSegmentMembership: { memberships: [{ segmentId: id, isMember }] },
    });
    expect(await of("ada")).toEqual(membership(true));
    expect(await of("cem")).toEqual(membership(false));
  });

  it("can be counted by a query that takes its time", async () => {
    const started = await ask(
      `mutation Start { customerSegmentMembersQueryCreate(input: { query: "number_of_orders >= 1" }) {
        customerSegmentMembersQuery { id done } userErrors { message } } }`,
    );
    const { id } = (
      started.data?.customerSegmentMembersQueryCreate as {
        customerSegmentMembersQuery: { id: string };
      }
    ).customerSegmentMembersQuery;
    await expect
      .poll(
        async () =>
          (
            await ask(
              `query Q($id: ID!) { customerSegmentMembersQuery(id: $id) { done currentCount } }`,
              { id },
            )
          ).data,
      )
      .toEqual({ customerSegmentMembersQuery: { done: true, currentCount: 2 } });
  });
});

/** The namespace that the app's `$app` stands for in this store. */
function segmentsNamespace(store: Store): string {
  const row = store.get<{ namespace: string }>(
    "SELECT namespace FROM metafield_definitions WHERE owner_type = 'CUSTOMER' AND key = 'segments'",
  );
  if (row === undefined) throw new Error("shopify.app.toml declares no segments metafield");
  return row.namespace;
}
