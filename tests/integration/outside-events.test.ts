import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { eventKey, isSigned } from "#app/sync/outside-events/event-key.server.ts";
import { eventNames, takeEventFile } from "#app/sync/outside-events/take-events.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const HEADER = "event_id,customer_id,name,at,value";

async function opened(db: Database) {
  const build = shopBuilder(db);
  const shopId = await build.install();
  for (const id of [1, 2]) await build.customer(id);
  return readShop(db, shopId);
}

eachDatabase((engine) => {
  test("events are taken once, unknown customers counted, and who is known is refreshed", async () => {
    const { db } = await engine.open();
    const shop = await opened(db);
    const text = [
      HEADER,
      ...["a,1,nps,2026-03-01,9", "b,1,nps,2026-03-05,3", "c,2,quiz,2026-03-02,"],
      ...["d,77,nps,2026-03-01,1", "e,0,nps,2026-03-01,1"],
    ].join("\n");
    const taken = {
      ...{ kind: "taken", events: 3, unknownCustomers: 1, refused: 1 },
      refusedRows: [
        { line: 6, reason: "customer_id is Shopify's id of a customer, a whole number" },
      ],
    };
    for (const now of [1_000, 2_000]) {
      expect(await takeEventFile(db, { shop, text, now })).toEqual(taken);
      expect(await eventNames(db, shop)).toEqual([
        { name: "nps", events: 2, latestAt: Date.parse("2026-03-04T23:00:00Z") },
        { name: "quiz", events: 1, latestAt: Date.parse("2026-03-01T23:00:00Z") },
      ]);
    }
    const touched = await db
      .selectFrom("touchedCustomers")
      .select("customerId")
      .orderBy("customerId")
      .execute();
    expect(touched.map(({ customerId }) => customerId)).toEqual([1, 2]);
  });

  test("an event that is told again has its last words", async () => {
    const { db } = await engine.open();
    const shop = await opened(db);
    for (const value of ["9", "2.5"]) {
      await takeEventFile(db, { shop, text: `${HEADER}\na,1,nps,2026-03-01,${value}`, now: 1 });
    }
    const rows = await db.selectFrom("outsideEvents").selectAll().execute();
    expect(rows).toMatchObject([{ eventId: "a", valueMillionth: 2_500_000 }]);
  });
});

test("a body is signed by its own shop's key alone, and by an older key of the app while it is changed", () => {
  const shop = { domain: "demo.myshopify.com", installedAt: 1 };
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const body = Buffer.from(`${HEADER}\n`);
  const signature = createHmac("sha256", eventKey(shop, old)).update(body).digest("hex");
  const signed = { body, signature };
  expect(isSigned(signed, shop, [fresh, old])).toBe(true);
  expect(isSigned(signed, shop, [fresh])).toBe(false);
  expect(isSigned(signed, { ...shop, installedAt: 2 }, [old])).toBe(false);
  expect(isSigned(signed, { ...shop, domain: "other.myshopify.com" }, [old])).toBe(false);
  expect(isSigned({ body: Buffer.from("x"), signature }, shop, [old])).toBe(false);
  for (const wrong of ["", "zz", signature.slice(2), `${signature}00`]) {
    expect(isSigned({ body, signature: wrong }, shop, [old])).toBe(false);
  }
});
