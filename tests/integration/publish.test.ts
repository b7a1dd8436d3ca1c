import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishCustomers } from "#app/publish/publish-customers.server.ts";
import { publishRun, type PublishOptions } from "#app/publish/publish-run.server.ts";
import { publishState } from "#app/publish/publish-state.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import {
  customerIdOf,
  fillShop,
  heldByStore,
  openStoreAdmin,
  productIdOf,
  upTo,
} from "#tests/support/publish-shop.ts";

const CUSTOMERS = 120;
const PRODUCTS = 12;
const SEGMENTS = ["s-aaaaaa", "s-bbbbbb", "s-cccccc"];

const CHANGES = /^(Set|Delete|Upsert|Create|RunBulkMutation|StageUpload)/;
const log = openLog({ level: "silent" });

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;
  let admin: Admin;
  let asked: string[];

  beforeEach(async () => {
    opened = await engine.open();
    devstore = await startDevstore();
    shopId = await fillShop(
      { db: opened.db, store: devstore.store },
      { customers: CUSTOMERS, products: PRODUCTS, segments: SEGMENTS },
    );
    ({ admin, asked } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });

  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const signal = new AbortController().signal;
  const publish = (options: Partial<PublishOptions> = {}) =>
    publishRun({ db: opened.db, admin, log, signal }, { shopId, now: Date.now(), ...options });

  /** Until Shopify is through every file it was given. */
  async function publishByBulk() {
    for (let look = 0; look < 200; look++) {
      const outcome = await publish({ bulkFrom: 20 });
      if (outcome !== "bulk") return outcome;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error("the bulk operation does not end");
  }

  const held = () => heldByStore(devstore.store);

  test("Shopify holds what it should: handles by priority, picks, what goes with what, and shelves", async () => {
    expect(await publish()).toBe("done");

    const product = (n: number) =>
      `"gid://shopify/Product/${productIdOf(((n - 1) % PRODUCTS) + 1)}"`;
    const expected = [
      ...upTo(CUSTOMERS).flatMap((n) => {
        const handles = SEGMENTS.filter((_, k) => n % (k + 2) === 0);
        const picks = [1, 2, 3].map((rank) => product(n + rank));
        const why = picks.map((gid) => `${gid.replace("gid://shopify/Product/", "")}:"popular"`);
        return [
          ...(n % 3 === 0 ? [`CUSTOMER ${customerIdOf(n)} picks [${picks.join(",")}]`] : []),
          ...(handles.length > 0
            ? [`CUSTOMER ${customerIdOf(n)} segments ${JSON.stringify(handles)}`]
            : []),
          ...(n % 3 === 0 ? [`CUSTOMER ${customerIdOf(n)} why {${why.join(",")}}`] : []),
        ];
      }),
      ...upTo(PRODUCTS).map(
        (n) => `PRODUCT ${productIdOf(n)} goes_with [${product(n + 1)},${product(n + 2)}]`,
      ),
    ];
    expect(held().metafields).toEqual(expected);
    expect(held().appData).toEqual({
      enabled: true,
      config: {
        ...{ v: 2, order: SEGMENTS, offers: [] },
        ...{ consent: "opt-out", disclose: [], tiers: [] },
      },
    });
    expect(Object.keys(held().metaobjects)).toEqual(["everyone", ...SEGMENTS]);
    expect(held().metaobjects["s-aaaaaa"]).toMatchObject({
      // Its own five, and one more of what is popular.
      products: `[${[1, 2, 3, 4, 5, 6, 7, 8].map(product).join(",")}]`,
    });
    expect(await publishState(opened.db, shopId)).toMatchObject({
      fault: null,
      lastRun: { state: "done", differences: expected.length, sent: expected.length, refused: 0 },
    });
  });

  test("publishing twice sends nothing the second time", async () => {
    await publish();
    asked.length = 0;
    await publish();
    expect(asked.filter((name) => CHANGES.test(name))).toEqual([]);
  });

  test("a file that Shopify works through ends in the same as calls do", async () => {
    await publish();
    const byCalls = held();
    expect(asked.filter((name) => name === "SetMetafields").length).toBeGreaterThan(5);

    await forgetEverything();
    devstore.store.run("DELETE FROM metafields WHERE owner_type != 'API_INSTALLATION'");
    asked.length = 0;
    expect(await publishByBulk()).toBe("done");
    expect(held()).toEqual(byCalls);
    expect(asked).toContain("RunBulkMutation");
    expect(asked.filter((name) => name === "SetMetafields")).toEqual([]);

    asked.length = 0;
    await publish();
    expect(asked.filter((name) => CHANGES.test(name))).toEqual([]);
  });

  async function forgetEverything() {
    await opened.db.deleteFrom("publishedMetafields").where("ownerType", "!=", "app").execute();
  }

  test.each(["calls", "a file"])(
    "one customer that Shopify has no more does not keep the others from theirs, by %s",
    async (way) => {
      devstore.store.run("DELETE FROM customers WHERE id = ?", customerIdOf(6));
      expect(await (way === "calls" ? publish() : publishByBulk())).toBe("done");
      const { lastRun } = await publishState(opened.db, shopId);
      expect(lastRun).toMatchObject({ state: "done", refused: 3 });
      expect(lastRun?.sent).toBe((lastRun?.differences ?? 0) - 3);
      expect(held().metafields).toHaveLength(lastRun?.sent ?? 0);

      // As soon as we know of it too, nothing is left to do.
      await opened.db.deleteFrom("customers").where("customerId", "=", customerIdOf(6)).execute();
      await opened.db.deleteFrom("memberships").where("customerId", "=", customerIdOf(6)).execute();
      await opened.db.deleteFrom("picks").where("customerId", "=", customerIdOf(6)).execute();
      await publish();
      expect((await publishState(opened.db, shopId)).lastRun).toMatchObject({
        differences: 0,
        refused: 0,
      });
    },
  );

  test("who leaves a segment loses its handle, and who is in none has no metafield", async () => {
    await publish();
    const { db } = opened;
    await db.deleteFrom("memberships").where("customerId", "=", customerIdOf(2)).execute();
    await db
      .deleteFrom("memberships")
      .where("customerId", "=", customerIdOf(12))
      .where("segmentId", "=", 2)
      .execute();
    asked.length = 0;
    await publish();
    expect(asked.filter((name) => CHANGES.test(name))).toEqual([
      "SetMetafields",
      "DeleteMetafields",
    ]);
    const lines = held().metafields.filter((line) => line.includes(" segments "));
    expect(lines.some((line) => line.includes(String(customerIdOf(2))))).toBe(false);
    expect(lines).toContain(`CUSTOMER ${customerIdOf(12)} segments ["s-aaaaaa","s-cccccc"]`);
  });

  test("a few customers are published at once, and others are left alone", async () => {
    await publish();
    const { db } = opened;
    await db.deleteFrom("memberships").where("segmentId", "=", 3).execute();
    const counts = await publishCustomers(
      { db, admin, signal },
      { shopId, customerIds: [customerIdOf(4), customerIdOf(8), customerIdOf(5)], now: Date.now() },
    );
    expect(counts).toEqual({ sent: 2, refused: 0 });
    const lines = held().metafields;
    expect(lines).toContain(`CUSTOMER ${customerIdOf(4)} segments ["s-aaaaaa"]`);
    expect(lines).toContain(`CUSTOMER ${customerIdOf(16)} segments ["s-aaaaaa","s-cccccc"]`);
    expect(
      await publishCustomers(
        { db, admin, signal },
        { shopId, customerIds: [customerIdOf(4)], now: Date.now() },
      ),
    ).toEqual({ sent: 0, refused: 0 });
  });

  test("what is sold out or gone is not recommended, and a segment that is gone leaves nothing behind", async () => {
    await publish();
    const { db } = opened;
    await db
      .updateTable("products")
      .set({ isAvailable: 0 })
      .where("productId", "=", productIdOf(3))
      .execute();
    await db.deleteFrom("segments").where("segmentId", "=", 3).execute();
    await db.deleteFrom("shelfItems").where("handle", "=", "s-cccccc").execute();
    await publish();
    const { metafields, metaobjects, appData } = held();
    expect(Object.keys(metaobjects)).toEqual(["everyone", "s-aaaaaa", "s-bbbbbb"]);
    expect(appData).toMatchObject({ config: { order: ["s-aaaaaa", "s-bbbbbb"] } });
    expect(metafields.filter((line) => line.includes("s-cccccc"))).toEqual([]);
    const soldOut = `Product/${productIdOf(3)}"`;
    expect(metafields.filter((line) => line.includes(soldOut))).toEqual([]);
    expect(JSON.stringify(metaobjects)).not.toContain(soldOut);
  });
});
