import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { plainTerms } from "#app/offers/terms.ts";
import { openLog } from "#app/platform/log.server.ts";
import { linesOf } from "#app/publish/receipt/found.ts";
import { readReceipt } from "#app/publish/receipt/receipt.server.ts";
import { readScan, scanShop } from "#app/publish/receipt/scan.server.ts";
import {
  publishAgain,
  saveConsent,
  withdrawEverything,
} from "#app/publish/receipt/withdrawal.server.ts";
import { publishCustomers } from "#app/publish/publish-customers.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import { mergeChoices, saveChoice } from "#app/purchases/choices.server.ts";
import { tierStandings } from "#app/segments/tiers/customer-tiers.server.ts";
import { saveTiers } from "#app/segments/tiers/tiers.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import {
  customerIdOf,
  fillShop,
  heldByStore,
  openStoreAdmin,
  upTo,
} from "#tests/support/publish-shop.ts";

const log = openLog({ level: "silent" });
const signal = new AbortController().signal;
const NOW = Date.UTC(2026, 10, 22, 12);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;
  let admin: Admin;

  beforeEach(async () => {
    opened = await engine.open();
    devstore = await startDevstore();
    shopId = await fillShop(
      { db: opened.db, store: devstore.store },
      { customers: 12, products: 6, segments: ["s-aaaaaa", "s-bbbbbb"] },
    );
    ({ admin } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });

  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const publish = () => publishRun({ db: opened.db, admin, log, signal }, { shopId, now: NOW });
  const heldOf = (n: number) =>
    heldByStore(devstore.store).metafields.flatMap((line) => {
      const [owner, id, key] = line.split(" ");
      return owner === "CUSTOMER" && Number(id) === customerIdOf(n) ? [key] : [];
    });
  const addOffer = () =>
    opened.db
      .insertInto("offers")
      .values({
        ...{ shopId, offerId: 1, handle: "o-aaaaaa", segmentId: 1, title: "Ten off" },
        terms: JSON.stringify(
          plainTerms({ kind: "percentage", basisPoints: 1000, items: { kind: "all" } }),
        ),
        ...{ method: "automatic", code: null, startsAt: NOW - 1000, endsAt: null },
        ...{ state: "active", createdAt: NOW, updatedAt: NOW },
      })
      .execute();
  const choose = (n: number, choice: "on" | "off") =>
    saveChoice(opened.db, { shopId, customerId: customerIdOf(n), choice, at: NOW });

  test("who says no has nothing of their own in Shopify, at once and after every sync, until they say yes", async () => {
    await publish();
    expect(heldOf(6)).toEqual(["picks", "segments", "why"]);

    await choose(6, "off");
    const six = { shopId, customerIds: [customerIdOf(6)], now: NOW };
    await publishCustomers({ db: opened.db, admin, signal }, six);
    expect(heldOf(6)).toEqual(["choice"]);
    await publish();
    expect(heldOf(6)).toEqual(["choice"]);

    await choose(6, "on");
    await publish();
    expect(heldOf(6)).toEqual(["choice", "picks", "segments", "why"]);
  });

  test("a shop that asks first shows nobody anything of their own before they say yes", async () => {
    await saveConsent(opened.db, { shopId, consent: "opt-in" });
    await choose(6, "on");
    await publish();
    const owners = heldByStore(devstore.store).metafields.filter((line) =>
      line.startsWith("CUSTOMER"),
    );
    expect(new Set(owners.map((line) => line.split(" ")[1]))).toEqual(
      new Set([String(customerIdOf(6))]),
    );
  });

  test("when two customers become one, the no of either stays", async () => {
    await choose(1, "off");
    await choose(2, "on");
    const merge = (from: number, into: number) =>
      mergeChoices(opened.db, {
        ...{ shopId, customerId: customerIdOf(from), mergedIntoId: customerIdOf(into) },
      });
    await merge(1, 2);
    await merge(3, 2);
    await choose(4, "on");
    await merge(4, 2);
    const choices = await opened.db
      .selectFrom("customerChoices")
      .select(["customerId", "choice"])
      .execute();
    expect(choices).toEqual([{ customerId: customerIdOf(2), choice: "off" }]);
  });

  test.each([
    ["orders", "EUR"],
    ["spend", "EUR"],
    ["spend", "JPY"],
    ["spend", "KWD"],
  ] as const)("a tier by %s in %s is published as it is reckoned", async (measure, currency) => {
    const { db } = opened;
    await db.updateTable("shops").set({ currency }).where("shopId", "=", shopId).execute();
    const rules = { measure, period: "for-ever", keepPercent: 100, graceDays: 0 } as const;
    const tiers = [
      { tierId: null, name: 'Bronze "B"', threshold: 1_000 },
      { tierId: null, name: "Gold & more", threshold: 123_456 },
    ];
    await saveTiers(db, { shopId, rules, tiers, at: NOW });
    const standing = [-5, 0, 999, 1_000, 50_001, 123_455, 123_456, 9_999_999];
    const customerIds = standing.map((_, n) => customerIdOf(n + 1));
    await db.deleteFrom("customerTiers").where("shopId", "=", shopId).execute();
    await db
      .insertInto("customerTiers")
      .values(
        standing.map((value, n) => ({
          ...{ shopId, customerId: customerIdOf(n + 1), value, since: 0 },
          tierId: value >= 123_456 ? 2 : value >= 1_000 ? 1 : null,
        })),
      )
      .execute();
    await publish();

    const reckoned = await tierStandings(db, { shopId, customerIds });
    const exponent = { EUR: 2, JPY: 0, KWD: 3 }[currency];
    const published = heldByStore(devstore.store).metafields.flatMap((line) => {
      const [, id, text] = /^CUSTOMER (\d+) tier (.*)$/.exec(line) ?? [];
      return id && text ? [[Number(id), JSON.parse(text) as unknown] as const] : [];
    });
    expect(published).toEqual(
      reckoned.map(({ customerId, tier, next }) => [
        customerId,
        {
          ...(tier ? { name: tier.name, handle: `t-${tier.tierId}` } : {}),
          ...(next
            ? {
                next: next.tier.name,
                progress: Math.floor(next.progress * 100),
                missing:
                  measure === "orders"
                    ? { orders: next.missing }
                    : { amount: (next.missing / 10 ** exponent).toFixed(exponent), currency },
              }
            : {}),
        },
      ]),
    );
  });

  test("everything is taken back, Shopify itself finds nothing, and it can be published again", async () => {
    const { db } = opened;
    await addOffer();
    await publish();
    const before = heldByStore(devstore.store);
    expect([before.segments.length, before.discounts.length]).toEqual([1, 1]);
    const scan = () => scanShop({ db, admin }, { shopId, now: NOW });
    expect(linesOf(await scan()).map(({ what }) => what)).toEqual([
      ...["customer.segments", "customer.picks", "customer.why", "product.goes_with"],
      ...["app.enabled", "app.config", "$app:segment", "$app:offer", "segments", "discounts"],
    ]);
    expect(
      (await readReceipt(db, shopId)).metafields.map(({ key, count }) => [key, count]),
    ).toEqual([
      ...[
        ["config", 1],
        ["enabled", 1],
      ],
      ...[
        ["picks", 4],
        ["segments", 8],
        ["why", 4],
      ],
      ["goes_with", 6],
    ]);

    await withdrawEverything(db, { shopId, now: NOW });
    await withdrawEverything(db, { shopId, now: NOW + 1 });
    await publish();
    const after = heldByStore(devstore.store);
    expect(after).toEqual({
      ...{ metafields: [], appData: {}, metaobjects: {}, segments: [], discounts: [] },
    });
    expect(linesOf(await scan())).toEqual([]);
    expect(await readReceipt(db, shopId)).toEqual({ metafields: [], objects: [] });

    // Whatever comes after, nothing is written.
    await choose(6, "on");
    await publishCustomers(
      { db, admin, signal },
      { shopId, customerIds: upTo(12).map(customerIdOf), now: NOW },
    );
    await publish();
    expect(heldByStore(devstore.store)).toEqual(after);
    expect((await readScan(db, shopId))?.scannedAt).toBe(NOW);

    await db.deleteFrom("customerChoices").execute();
    await publishAgain(db, { shopId });
    await publish();
    const again = heldByStore(devstore.store);
    expect(again.discounts).toEqual([]); // it waits, paused
    await db.updateTable("offers").set({ state: "active" }).where("shopId", "=", shopId).execute();
    await publish();
    expect(heldByStore(devstore.store)).toEqual(before);
    expect(await readScan(db, shopId)).toBeNull();
  });
});
