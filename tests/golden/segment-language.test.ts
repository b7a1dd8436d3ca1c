import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startOfDay, dayOf } from "#app/platform/calendar.ts";
import { minorUnits } from "#app/platform/money.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { ACCOUNT_STATUSES, EMAIL_STATUSES, RFM_GROUPS } from "#app/segments/query/attributes.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { countMembers } from "#app/segments/members.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { matches } from "#app/segments/query/matches.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "segments", name), "utf8"));

/** Queries from Shopify's documentation and from its live API, each with its verdict. */
const verdicts = z
  .array(z.object({ query: z.string(), valid: z.boolean(), note: z.string() }))
  .parse(read("queries.json"));

/** A small shop, and who is in which segment of it. */
const golden = z
  .object({
    fixture: z.object({
      timezone: z.string(),
      currency: z.string(),
      customers: z.array(
        z.object({
          id: z.number(),
          tags: z.array(z.string()),
          addresses: z.array(z.object({ country: z.string() })),
          rfm_group: z.enum(RFM_GROUPS),
          language: z.string(),
          email_subscription_status: z.enum(EMAIL_STATUSES),
          customer_account_status: z.enum(ACCOUNT_STATUSES),
          created_at: z.string(),
          orders: z.array(
            z.object({
              placed_at: z.string(),
              total: z.string(),
              test: z.boolean().optional(),
              lines: z.array(z.object({ product_id: z.number(), quantity: z.number() })),
            }),
          ),
        }),
      ),
    }),
    expected: z.array(z.object({ query: z.string(), members: z.array(z.number()) })),
  })
  .parse(read("fixture.json"));

/** Not those that ask for what we do not hold. */
const isOurs = ({ query }: { query: string }) => {
  const result = parseQuery(query);
  return result.kind === "parsed" || result.errors.some(({ code }) => code !== "not-supported");
};

/** Shopify's own limit of ten clauses does not hold here. */
const isOnlyTooLong = ({ note }: { note: string }) => note.includes("11 clauses");

describe("published queries", () => {
  const ours = verdicts.filter(isOurs);

  test("are enough to judge by", () => {
    expect(ours.length).toBe(45);
  });

  test.each(ours.filter((one) => !isOnlyTooLong(one)))("$query", ({ query, valid }) => {
    expect(parseQuery(query).kind).toBe(valid ? "parsed" : "refused");
  });

  test.each(verdicts.filter(({ valid }) => valid))(
    "$query is read, or said to be unsupported, never misread",
    ({ query }) => {
      const result = parseQuery(query);
      const codes = result.kind === "refused" ? result.errors.map(({ code }) => code) : [];
      expect(new Set(codes).difference(new Set(["not-supported"]))).toEqual(new Set());
    },
  );

  test.each(verdicts.filter((one) => !one.valid && !isOnlyTooLong(one)))(
    "$query is refused",
    ({ query }) => {
      expect(parseQuery(query).kind).toBe("refused");
    },
  );
});

eachDatabase((engine) => {
  const ours = golden.expected.filter(isOurs);

  test("the published members come out, in both readings", async () => {
    const { db } = await engine.open();
    const { timezone: timeZone, currency, customers } = golden.fixture;
    // 2026-03-10 09:30 in the shop.
    const day = dayOf(Date.parse("2026-03-10T12:00:00Z"), timeZone);
    const now = startOfDay(day, timeZone) + 9.5 * 3_600_000;
    const build = shopBuilder(db, { timeZone, currency });
    const shopId = await build.install();
    for (const { id, tags, addresses, orders, rfm_group: rfmGroup, ...customer } of customers) {
      await build.customer(id, {
        ...{ tags, countries: addresses.map(({ country }) => country) },
        createdAt: Date.parse(customer.created_at),
        accountStatus: customer.customer_account_status,
        emailStatus: customer.email_subscription_status,
        language: customer.language,
      });
      for (const { placed_at: placedAt, total, test, lines } of orders) {
        const totalMinor = minorUnits(total, currency);
        const orderId = await build.order(id, Date.parse(placedAt), {
          ...{ totalMinor, isTest: test ? 1 : 0 },
        });
        for (const [index, { product_id: productId, quantity }] of lines.entries()) {
          await db
            .insertInto("lineItems")
            .values({
              ...{ shopId, orderId, lineItemId: orderId * 10 + index, productId, quantity },
              ...{ variantId: null, currentQuantity: quantity, totalMinor: 0 },
            })
            .execute();
        }
      }
      const scores = { recency: null, frequency: null, monetary: null };
      await db
        .insertInto("rfmScores")
        .values({ shopId, customerId: id, rfmGroup, ...scores })
        .execute();
    }
    await refreshFacts(db, { shopId, which: "all", asOf: now });

    const clock = { now, timeZone, currency };
    for (const { query: text, members } of ours) {
      const parsed = parseQuery(text);
      if (parsed.kind === "refused") throw new Error(`${text} is refused`);
      const bySql = await askableCustomers(db, { shopId })
        .select("customers.customerId")
        .where(conditionOf(parsed.query, clock))
        .orderBy("customers.customerId")
        .execute();
      expect([text, bySql.map(({ customerId }) => customerId)]).toEqual([text, members]);
      const byMatches: number[] = [];
      for (const { id } of customers) {
        const values = await findCustomerValues(db, { shopId, customerId: id });
        if (values && matches(parsed.query, values, clock)) byMatches.push(id);
      }
      expect([text, byMatches]).toEqual([text, members]);
      const counted = await countMembers(db, { shopId, query: text, asOf: now });
      expect(counted).toMatchObject({ members: members.length, customers: customers.length });
    }
    expect(ours.length).toBe(18);
  });
});
