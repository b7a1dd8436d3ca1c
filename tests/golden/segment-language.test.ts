import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fillShop } from "#app/commands/open-shop-file.server.ts";
import { shopFile } from "#app/commands/shop-file.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { verdictOf } from "#app/segments/query/verdict.ts";
import { eachDatabase } from "#tests/support/databases.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "segments", name), "utf8"));

const Verdicts = z.array(z.object({ query: z.string(), valid: z.boolean() }));
/** Queries from Shopify's documentation and from its live API, each with its verdict. */
const verdicts = Verdicts.parse(read("queries.json"));
/** Queries at the edges of what the reference says, judged by it. */
const edges = Verdicts.parse(read("edges.json"));

describe("published queries", () => {
  const clock = { now: Date.parse("2026-03-10T09:30:00Z"), timeZone: "UTC", currency: "USD" };

  test("are enough to judge by", () => {
    expect(verdicts.length).toBe(67);
    expect(edges.length).toBe(128);
  });

  test.each([...verdicts, ...edges])("$query", ({ query, valid }) => {
    expect(verdictOf(query, { clock, known: {} }).errors.length === 0).toBe(valid);
  });
});

const SHOPS = [
  { name: "the published shop", file: "fixture.json", queries: 27 },
  { name: "a shop with everything", file: "everything.json", queries: 124 },
];

eachDatabase((engine) => {
  test.each(SHOPS)("the members of $name come out, in both readings", async ({ file, queries }) => {
    const { db } = await engine.open();
    const content = read(file);
    const shop = await fillShop(db, shopFile.parse(content));
    const { expected } = z
      .object({
        expected: z.array(z.object({ query: z.string(), members: z.array(z.number()) })),
      })
      .parse(content);
    const { shopId, clock, known } = shop;
    const customers = new Map<number, CustomerValues>();
    for (const customerId of shop.customerIds) {
      const values = await findCustomerValues(db, { shopId, customerId });
      if (values) customers.set(customerId, values);
    }
    for (const { query: text, members } of expected) {
      const parsed = parseQuery(text, known);
      if (parsed.kind === "refused") throw new Error(`${text} is refused`);
      const bySql = await askableCustomers(db, { shopId })
        .select("customers.customerId")
        .where(conditionOf(parsed.query, clock))
        .orderBy("customers.customerId")
        .execute();
      expect([text, bySql.map(({ customerId }) => customerId)]).toEqual([text, members]);
      const byMatches = [...customers]
        .filter(([, values]) => matches(parsed.query, values, clock))
        .map(([customerId]) => customerId);
      expect([text, byMatches]).toEqual([text, members]);
    }
    expect(expected.length).toBe(queries);
  });
});
