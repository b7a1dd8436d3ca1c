import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { askedBy, followedTopics } from "./webhooks.ts";

const asked = (topic: string, payload: unknown) => askedBy(topic, { shopId: 7, payload });

test("the app is subscribed to exactly the topics that it follows", () => {
  const toml = readFileSync("shopify.app.toml", "utf8");
  const lists = [...toml.matchAll(/(?:compliance_)?topics = \[([^\]]*)\]/g)].map(
    ([, list = ""]) => list,
  );
  const subscribed = lists.flatMap((list) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, topic]) => topic),
  );
  expect(subscribed.sort()).toEqual([...followedTopics].sort());
});

test("both of Shopify's spellings of a topic ask for the same", () => {
  expect(asked("orders/create", { id: 5 })).toEqual(asked("ORDERS_CREATE", { id: 5 }));
  expect(
    asked("BULK_OPERATIONS_FINISH", {
      admin_graphql_api_id: "gid://shopify/BulkOperation/9",
      type: "query",
    }),
  ).toMatchObject({
    job: { name: "sync.bulk-finished", payload: { shopId: 7, bulkOperationId: 9 } },
  });
});

test("all that is said about one order asks for one job", () => {
  const about = [
    asked("orders/create", { id: 5 }),
    asked("orders/updated", { id: 5, updated_at: "2026-11-21T00:00:00Z" }),
    asked("refunds/create", { id: 1, order_id: 5 }),
    asked("orders/delete", { id: 5 }),
    asked("orders/edited", { order_edit: { order_id: 5 } }),
  ];
  expect(new Set(about.map((one) => JSON.stringify(one))).size).toBe(1);
});

test("a merge names who went into whom", () => {
  const payload = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/2",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/1",
  };
  expect(asked("customers/merge", payload)).toMatchObject({
    job: { name: "sync.merge", payload: { shopId: 7, customerId: 1, mergedIntoId: 2 } },
  });
});

test.each([{}, null, "x", { id: "5" }, { id: -1 }, { id: 1.5 }, { id: 2 ** 60 }])(
  "%j is not an order",
  (payload) => {
    expect(() => asked("orders/create", payload)).toThrow();
  },
);

test("a topic that nobody follows asks for nothing", () => {
  expect(asked("carts/create", { id: 1 })).toEqual({ kind: "nothing" });
});
