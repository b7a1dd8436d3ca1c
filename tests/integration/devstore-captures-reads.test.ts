import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  capturesOf,
  hasCaptures,
  readsBeside,
  said,
  type Exchange,
} from "#tests/support/captures.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

/** What the store does not hold at all (see its README). */
const beyond = [
  ...["draftOrder", "fulfillment(", "customerAccountPage", "taxShipping", "shopAddress"],
  "storeCreditAccount(",
];

/** Eight connections in one query: what Shopify reckons is one less than the sum of what it reckons for each. */
const offByOne = new Set(["OrderCatalogCountRead 0"]);

/** What the store does not keep of a customer. */
const unkept = new Set([
  ...["phone", "defaultPhoneNumber", "byPhone", "defaultAddress", "addresses", "addressesV2"],
  ...["metafields", "dataSaleOptOut", "canDelete"],
]);

const costOf = ({ extensions }: Exchange["answer"]) => extensions?.cost?.requestedQueryCost;

describe.skipIf(!hasCaptures)("customers and orders are read as at Shopify", () => {
  let devstore: RunningDevstore;
  let ask: Ask;

  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
  });
  afterAll(() => devstore.stop());

  const reads = hasCaptures
    ? ["customers", "orders"]
        .flatMap(capturesOf)
        .flatMap((capture) => readsBeside(capture).map((read) => ({ capture, ...read })))
        .filter(({ query }) => !beyond.some((word) => query.includes(word)))
    : [];

  it("at the same price", async () => {
    expect(reads.length).toBeGreaterThan(50);
    for (const { capture, name, query, variables, answer } of reads) {
      const recorded = costOf(answer);
      const got = await ask(query, variables);
      expect(got.errors ?? [], `${capture} ${name}`).toEqual([]);
      if (recorded === undefined || offByOne.has(name)) continue;
      expect(costOf(got), `${capture} ${name}`).toBe(recorded);
    }
  });

  it("with the same answers", async () => {
    devstore.store.setMeta("currency", "CAD");
    // some recordings were written by hand in part: those tell no cost
    const whole = reads.filter(({ answer }) => answer.data && costOf(answer) !== undefined);
    const known = whole.flatMap(({ answer }) => customersIn(answer.data));
    expect(known.length).toBeGreaterThan(10);
    for (const customer of known) insert(customer);
    let compared = 0;
    for (const { capture, name, query, variables, answer } of whole) {
      if (
        !query.includes("customer") ||
        /orders|draft|storeCreditAccounts|query: \$query/.test(query)
      )
        continue;
      const got = await ask(query, variables);
      expect(kept(got), `${capture} ${name}`).toEqual(kept(answer));
      compared++;
    }
    expect(compared).toBeGreaterThan(10);
  });

  function insert(customer: Recorded): void {
    const text = (name: string) => {
      const value = customer[name];
      return typeof value === "string" ? value : null;
    };
    const [first = null, last = null] = (text("displayName") ?? "").split(" ");
    const amount = customer.amountSpent as { amount: string } | undefined;
    const at = (name: string) => Date.parse(text(name) ?? "2026-01-01T00:00:00Z");
    devstore.store.run(
      `INSERT INTO customers (id, first_name, last_name, email, locale, state, tags, note, number_of_orders,
         amount_spent_minor, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[Number(text("id")?.split("/").at(-1)), text("firstName") ?? first],
      ...[text("lastName") ?? last, text("email"), text("locale") ?? "en"],
      ...[text("state") ?? "DISABLED", JSON.stringify(customer.tags ?? [])],
      ...[text("note"), Number(text("numberOfOrders") ?? 0)],
      ...[Math.round(Number(amount?.amount ?? 0) * 100), at("createdAt"), at("updatedAt")],
    );
  }
});

type Recorded = Readonly<Record<string, unknown>>;

/** Every customer in an answer who is told whole enough to be kept. */
function customersIn(value: unknown): Recorded[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(customersIn);
  const { id, email } = value as Recorded;
  const isCustomer = typeof id === "string" && id.includes("/Customer/") && email !== undefined;
  return isCustomer ? [value as Recorded, ...inside] : inside;
}

/** The data of an answer, without what the store does not keep. */
function kept(answer: Exchange["answer"]): unknown {
  const { data } = said(answer) as { data: unknown };
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (unkept.has(key) ? undefined : value)),
  );
}
