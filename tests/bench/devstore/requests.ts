import type { ApiAnswer, Ask } from "#tests/support/devstore.ts";
import type { DevstoreProcess } from "#tests/support/devstore-process.ts";

/** One request; each turn asks for something else. */
export type Request = (turn: number) => Promise<unknown>;

export interface Ids {
  customers: string[];
  orders: string[];
  variants: string[];
  handles: string[];
}

/** Some of what the store holds, from its beginning and from its end. */
export async function idsIn(ask: Ask): Promise<Ids> {
  const { data } = await asked(
    ask,
    `{ first: customers(first: 125, sortKey: ID) { nodes { id } }
       last: customers(first: 125, sortKey: ID, reverse: true) { nodes { id } }
       orders(first: 250, sortKey: PROCESSED_AT, reverse: true) { nodes { id } }
       products(first: 250) { nodes { handle status publishedAt variants(first: 1) { nodes { id } } } } }`,
  );
  const found = data as unknown as Record<"first" | "last" | "orders", Nodes<{ id: string }>> & {
    products: Nodes<Product>;
  };
  const sold = found.products.nodes.filter(
    ({ status, publishedAt }) => status === "ACTIVE" && publishedAt !== null,
  );
  return {
    customers: [...found.first.nodes, ...found.last.nodes].map(({ id }) => id),
    orders: found.orders.nodes.map(({ id }) => id),
    variants: sold.flatMap(({ variants }) => variants.nodes.map(({ id }) => id)),
    handles: sold.map(({ handle }) => handle),
  };
}

interface Product {
  handle: string;
  status: string;
  publishedAt: string | null;
  variants: Nodes<{ id: string }>;
}

interface Nodes<Node> {
  nodes: Node[];
}

/** What the app and a shopper ask for, by name. */
export function requestsOf(devstore: DevstoreProcess, ask: Ask, ids: Ids): Record<string, Request> {
  const some = (all: readonly string[], turn: number, count = 1) =>
    Array.from({ length: count }, (_, index) => all[(turn * 7 + index) % all.length] ?? "");
  const one = (all: readonly string[], turn: number) => some(all, turn)[0] ?? "";
  const numeric = (id: string) => Number(id.split("/").at(-1));
  const page = async (path: string, cookie = "") => {
    const response = await fetch(`${devstore.url}/s/demo${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    return response.text();
  };
  const cookies = new Map<string, string>();

  return {
    "orders: a page of 50 with lines, the newest": () => asked(ask, ORDERS_PAGE),
    "orders: changed since, by id": (turn) =>
      asked(ask, ORDERS_CHANGED, { filter: `updated_at:>2026-11-${10 + (turn % 9)}` }),
    "orders: ten by id, with lines": (turn) =>
      asked(ask, ORDERS_BY_ID, { ids: some(ids.orders, turn, 10) }),
    "customer by id, with her last order": (turn) =>
      asked(ask, CUSTOMER, { id: one(ids.customers, turn) }),
    "customers: a page of 250, the last to change first": () => asked(ask, CUSTOMERS_CHANGED),
    "customers: changed since, by id": (turn) =>
      asked(ask, CUSTOMERS_SINCE, { filter: `updated_at:>2026-11-${10 + (turn % 9)}` }),
    "counts of products, customers, orders": () => asked(ask, COUNTS),
    "segment members' count, number_of_orders >= 5": () =>
      asked(ask, MEMBERS, { query: "number_of_orders >= 5" }),
    "segment members' count, bought and lapsed": () =>
      asked(ask, MEMBERS, { query: "last_order_date < -180d AND amount_spent > 200" }),
    "segment members: a page of 250": (turn) =>
      asked(ask, MEMBERS_PAGE, { query: `number_of_orders >= ${2 + (turn % 5)}` }),
    "metafieldsSet, 25 customers": (turn) =>
      asked(ask, METAFIELDS_SET, {
        metafields: some(ids.customers, turn, 25).map((ownerId) => ({
          ...{ ownerId, namespace: "$app", key: "segments" },
          ...{ type: "list.single_line_text_field", value: `["s-${turn}"]` },
        })),
      }),
    "an order is placed, with its webhooks": (turn) =>
      devstore.control("orders?shop=demo.myshopify.com", {
        action: "place",
        customerId: numeric(one(ids.customers, turn)),
        lines: [{ variantId: numeric(one(ids.variants, turn)), quantity: 1 }],
      }),
    "storefront: the home page, a guest": () => page("/"),
    "storefront: a product's page, a guest": (turn) => page(`/products/${one(ids.handles, turn)}`),
    "storefront: a product's page, a customer": async (turn) => {
      const customer = one(ids.customers, turn % 5);
      let cookie = cookies.get(customer);
      if (cookie === undefined) {
        cookie = await signIn(devstore, numeric(customer));
        cookies.set(customer, cookie);
      }
      return page(`/products/${one(ids.handles, turn)}`, cookie);
    },
  };
}

async function signIn({ url }: DevstoreProcess, customerId: number): Promise<string> {
  const response = await fetch(`${url}/s/demo/account/login?customer_id=${customerId}`, {
    redirect: "manual",
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export async function asked(ask: Ask, query: string, variables: object = {}): Promise<ApiAnswer> {
  const answer = await ask(query, variables);
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join("; "));
  return answer;
}

const LINES = "lineItems(first: 10) { nodes { id quantity product { id } } }";
const ORDERS_PAGE = `{ orders(first: 50, sortKey: PROCESSED_AT, reverse: true) { nodes { id name customer { id } ${LINES} } } }`;
const ORDERS_CHANGED = `query ($filter: String) { orders(first: 250, query: $filter, sortKey: ID) { nodes { id updatedAt } } }`;
const ORDERS_BY_ID = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { id totalRefundedSet { shopMoney { amount } } ${LINES} } } }`;
const CUSTOMER = `query ($id: ID!) { customer(id: $id) { id tags numberOfOrders amountSpent { amount } lastOrder { processedAt } addressesV2(first: 5) { nodes { countryCodeV2 } } } }`;
const CUSTOMERS_CHANGED = `{ customers(first: 250, sortKey: UPDATED_AT, reverse: true) { nodes { id updatedAt } } }`;
const CUSTOMERS_SINCE = `query ($filter: String) { customers(first: 250, query: $filter, sortKey: ID) { nodes { id updatedAt } } }`;
const COUNTS = `{ productsCount(limit: null) { count } customersCount(limit: null) { count } ordersCount(limit: null) { count } }`;
const MEMBERS = `query ($query: String!) { customerSegmentMembers(first: 1, query: $query) { totalCount } }`;
const MEMBERS_PAGE = `query ($query: String!) { customerSegmentMembers(first: 250, query: $query) { edges { node { id } } } }`;
const METAFIELDS_SET = `mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { id } userErrors { message } } }`;
