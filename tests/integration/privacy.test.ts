import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { saveChoice } from "#app/purchases/choices.server.ts";
import type { Order } from "#app/purchases/order.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { saveCustomers } from "#app/purchases/save-customers.server.ts";
import { saveOrders } from "#app/purchases/save-orders.server.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import { redactCustomer, reportCustomer } from "#app/sync/privacy.server.ts";
import { receiveWebhook } from "#app/sync/receive-webhook.server.ts";
import { redactShop } from "#app/sync/redact-shop.server.ts";
import { dialectOf } from "#app/db/database.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";

const NOW = Date.UTC(2026, 10, 21);
const THEY = 987_654_321;
const OTHER = 123;

eachDatabase((engine) => {
  test("a customer's data can be reported, and after redaction no row of any table names them", async () => {
    const { db } = await engine.open();
    const shopId = await addShop(db, "one.myshopify.com");
    await fill(db, shopId);
    const before = await totals(db, shopId);

    expect(await ask(db, "customers/data_request", "w1")).toBe("queued");
    await reportCustomer(db, { shopId, requestId: 1, now: NOW });
    const { report } = await db
      .selectFrom("privacyRequests")
      .select("report")
      .where("requestId", "=", 1)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(report ?? "")).toMatchObject({
      customerId: THEY,
      customerTags: [{ tag: "vip" }],
      orders: [{ orderId: 11 }],
      lineItems: [{ lineItemId: 110 }],
      memberships: [{ segmentId: 1 }],
      offerAssignments: [{ offerId: 1, isHeldOut: 1 }],
      outsideEvents: [{ name: "nps" }],
      customerChoices: [{ choice: "off" }],
      purchaseFacts: [{ orders: 1 }],
      published: [{ key: "segments" }],
    });

    expect(await ask(db, "customers/redact", "w2")).toBe("queued");
    await redactCustomer(db, { shopId, requestId: 2, now: NOW });
    await redactCustomer(db, { shopId, requestId: 2, now: NOW });
    expect(await tablesNaming(db, String(THEY))).toEqual([]);
    expect(await tablesNaming(db, String(OTHER))).toContain("customers");
    expect(await totals(db, shopId)).toEqual(before);
  });

  test("after shop/redact no table has a row of the shop, and another shop keeps all of its own", async () => {
    const { db } = await engine.open();
    const gone = await addShop(db, "gone.myshopify.com");
    const stays = await addShop(db, "stays.myshopify.com");
    await fill(db, gone);
    await fill(db, stays);
    const kept = await totals(db, stays);

    await redactShop(db, { shopId: gone });
    expect((await totals(db, gone)).orders).toBe(1); // it has not uninstalled: a late request does nothing
    await db.updateTable("shops").set({ uninstalledAt: NOW }).where("shopId", "=", gone).execute();
    await redactShop(db, { shopId: gone });
    await redactShop(db, { shopId: gone });

    expect(await rowsOfShop(db, gone)).toEqual({});
    expect(await totals(db, stays)).toEqual(kept);
  });
});

const ask = (db: Database, topic: string, webhookId: string) =>
  receiveWebhook(
    db,
    {
      domain: "one.myshopify.com",
      topic,
      webhookId,
      payload: { customer: { id: THEY }, orders_to_redact: [11] },
    },
    NOW,
  );

async function addShop(db: Database, domain: string): Promise<number> {
  const { shopId } = await db
    .insertInto("shops")
    .values({
      domain,
      name: domain,
      currency: "EUR",
      timeZone: "UTC",
      installedAt: NOW,
      uninstalledAt: null,
    })
    .returning("shopId")
    .executeTakeFirstOrThrow();
  return shopId;
}

async function fill(db: Database, shopId: number): Promise<void> {
  const customer = (customerId: number) => ({
    customerId,
    createdAt: NOW,
    updatedAt: NOW,
    numberOfOrders: 1,
    amountSpentMinor: 1000,
    lastOrderAt: NOW,
    shopifyRfmGroup: null,
    accountStatus: "DISABLED",
    emailStatus: null,
    emailDomain: "web.example",
    smsStatus: null,
    language: "en",
    predictedTier: null,
    subscriptionStatus: null,
    tags: ["vip"],
    countries: ["DE"],
    regions: ["DE-BE"],
    cities: ["DE-BE-Berlin"],
    points: [{ x: 1, y: 2, z: 3 }],
    companyIds: [9],
    metafields: [
      { name: "facts.birth_date", position: 0, number: 7_000, text: null, monthDay: 301 },
    ],
  });
  const order: Order = {
    orderId: 11,
    customerId: THEY,
    processedAt: NOW,
    processedDay: 20_778,
    updatedAt: NOW,
    cancelledAt: null,
    isTest: false,
    appId: 580_111,
    locationId: null,
    subtotalMinor: 1000,
    taxMinor: 0,
    shippingMinor: 0,
    adjustmentMinor: 0,
    discountMinor: 0,
    refundedMinor: 0,
    totalMinor: 1000,
    lineItems: [
      {
        lineItemId: 110,
        productId: 5,
        variantId: 6,
        quantity: 1,
        currentQuantity: 1,
        totalMinor: 1000,
      },
    ],
    refunds: [],
  };
  await saveCustomers(db, { shopId, customers: [customer(THEY), customer(OTHER)] });
  await saveOrders(db, { shopId, orders: [order] });
  await refreshFacts(db, { shopId, which: "all", asOf: NOW });
  await refreshPurchaseFacts(db, { shopId, which: "all" });
  const told = { name: "nps", happenedAt: NOW, valueMillionth: 9_000_000, answer: null };
  await db
    .insertInto("outsideEvents")
    .values({ ...told, shopId, eventId: "e-1", customerId: THEY })
    .execute();
  await saveChoice(db, { shopId, customerId: THEY, choice: "off", at: NOW });
  await touchCustomers(db, { shopId, customerIds: [THEY], at: NOW });
  const times = { createdAt: NOW, updatedAt: NOW };
  await db
    .insertInto("segments")
    .values({
      ...{
        shopId,
        segmentId: 1,
        handle: "s-aaaaaa",
        name: "All",
        query: "number_of_orders > 0",
        priority: 1,
      },
      ...{ templateKey: null, asOf: NOW, fault: null, ...times },
    })
    .execute();
  const member = { shopId, segmentId: 1, customerId: THEY, since: NOW };
  await db.insertInto("memberships").values(member).execute();
  await db
    .insertInto("pastMemberships")
    .values({ ...member, since: 1, until: 2 })
    .execute();
  await db
    .insertInto("offerAssignments")
    .values({ shopId, offerId: 1, customerId: THEY, isHeldOut: 1, assignedAt: NOW })
    .execute();
  const settings = { marginFloorBasisPoints: 0, noOffersTag: "no-offers", quietDays: 14 };
  await db
    .insertInto("offerSettings")
    .values({ shopId, ...settings, disclose: "[]", changedAt: NOW })
    .execute();
  await db
    .insertInto("rfmScores")
    .values({
      shopId,
      customerId: THEY,
      recency: 5,
      frequency: 5,
      monetary: 5,
      rfmGroup: "CHAMPIONS",
    })
    .execute();
  await db
    .insertInto("picks")
    .values({ shopId, customerId: THEY, rank: 1, productId: 5, reason: "{}" })
    .execute();
  await db
    .insertInto("usualProducts")
    .values({
      ...{ shopId, customerId: THEY, rank: 1, productId: 5, variantId: 50 },
      ...{ everyDays: 30, dueDay: 20_000 },
    })
    .execute();
  const owner = {
    shopId,
    ownerType: "customer",
    ownerId: THEY,
    key: "segments",
    value: '["s-aaaaaa"]',
  };
  await db
    .insertInto("publishedMetafields")
    .values({ ...owner, publishedAt: NOW })
    .execute();
  await db
    .insertInto("publishingMetafields")
    .values({ ...owner, runId: 1, line: 1 })
    .execute();
}

async function totals(db: Database, shopId: number) {
  const { orders, minor } = await db
    .selectFrom("orders")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.sum<number>("subtotalMinor").as("minor"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return { orders, minor };
}

async function tableNames(db: Database): Promise<string[]> {
  const { rows } =
    dialectOf(db) === "sqlite"
      ? await sql<{
          name: string;
        }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(
          db,
        )
      : await sql<{
          name: string;
        }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
          db,
        );
  return rows.map(({ name }) => name).filter((name) => !name.startsWith("_"));
}

/** Every table with a row that holds the text anywhere. */
async function tablesNaming(db: Database, text: string): Promise<string[]> {
  const naming: string[] = [];
  for (const name of await tableNames(db)) {
    const { rows } = await sql`select * from ${sql.raw(`"${name}"`)}`.execute(db);
    if (JSON.stringify(rows).includes(text)) naming.push(name);
  }
  return naming;
}

async function rowsOfShop(db: Database, shopId: number): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of await tableNames(db)) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.raw(`"${name}"`)}`.execute(db);
    const ofShop = rows.filter((row) => row.shopId === shopId).length;
    if (ofShop > 0) found[name] = ofShop;
  }
  return found;
}
