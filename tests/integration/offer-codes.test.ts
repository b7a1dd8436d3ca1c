import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { endOffer } from "#app/offers/move-offer.server.ts";
import { hasNewcomers } from "#app/publish/offers/codes/newcomers.server.ts";
import { publishCustomers } from "#app/publish/publish-customers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { customerIdOf, heldByStore } from "#tests/support/publish-shop.ts";
import { publishedShop, type PublishedShop } from "#tests/support/published-shop.ts";

const MEMBER = customerIdOf(2);
const STRANGER = customerIdOf(3);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shop: PublishedShop;

  beforeEach(async () => {
    opened = await engine.open();
  });

  afterEach(async () => {
    await shop.stop();
    await opened.close();
  });

  const codes = () =>
    opened.db
      .selectFrom("offerCodes")
      .select(["customerId", "code", "confirmedAt"])
      .orderBy("customerId")
      .execute();
  const heldCodes = () =>
    shop.store
      .all<{ code: string }>("SELECT code FROM discount_codes ORDER BY code")
      .map(({ code }) => code);
  const codeOf = async (customerId: number) =>
    (await codes()).find((row) => row.customerId === customerId)?.code ?? "";
  const told = () => heldByStore(shop.store).metafields.filter((line) => line.includes(" codes "));

  test("every member has a code of their own, which they are told and which works for members alone", async () => {
    shop = await publishedShop(opened);
    await shop.offer({ method: "member-codes" });
    await shop.publish();
    const given = await codes();
    expect(given).toHaveLength(6);
    expect(new Set(given.map(({ code }) => code)).size).toBe(6);
    const mine = await codeOf(MEMBER);
    expect(shop.totals(MEMBER, [mine]).discountMinor).toBe(400);
    expect(shop.totals(MEMBER).discountMinor).toBe(0);
    expect(shop.totals(STRANGER, [mine]).discountMinor).toBe(0);
    expect(told()).toHaveLength(6);
    expect(told()).toContain(`CUSTOMER ${MEMBER} codes {"o-000001":"${mine}"}`);
    expect(shop.promised()).toEqual(["o-000001"]);
    shop.asked.length = 0;
    await shop.publish();
    expect(shop.asked).not.toContain("AddCodes");
    expect(shop.asked).not.toContain("SetMetafields");
  });

  test("who comes gets one at the next publishing; who leaves keeps it, and it is refused until they are back", async () => {
    shop = await publishedShop(opened);
    const offerId = await shop.offer({ method: "member-codes" });
    await shop.publish();
    const mine = await codeOf(MEMBER);
    const membership = { shopId: shop.shopId, segmentId: 1, customerId: MEMBER };
    await opened.db
      .deleteFrom("memberships")
      .where("customerId", "=", MEMBER)
      .where("segmentId", "=", 1)
      .execute();
    await opened.db
      .insertInto("memberships")
      .values({ ...membership, customerId: STRANGER, since: 0 })
      .execute();
    const newcomer = { shopId: shop.shopId, customerIds: [STRANGER] };
    expect(await hasNewcomers(opened.db, newcomer)).toBe(false);
    const { signal } = new AbortController();
    const working = { db: opened.db, admin: shop.admin, signal };
    await publishCustomers(working, { ...newcomer, now: shop.now });
    expect(await hasNewcomers(opened.db, newcomer)).toBe(true);
    await shop.publish();
    expect(shop.totals(MEMBER, [mine]).discountMinor).toBe(0);
    expect(told().join()).not.toContain(mine);
    expect(shop.totals(STRANGER, [await codeOf(STRANGER)]).discountMinor).toBe(400);
    await opened.db
      .insertInto("memberships")
      .values({ ...membership, since: 0 })
      .execute();
    await shop.publish();
    expect(await codeOf(MEMBER)).toBe(mine);
    expect(shop.totals(MEMBER, [mine]).discountMinor).toBe(400);
    await endOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect(await codes()).toEqual([]);
    expect(heldCodes()).toEqual([]);
    expect(told()).toEqual([]);
  });

  test(
    "two thousand codes are given once, whatever is killed on the way",
    { timeout: 60_000 },
    async () => {
      shop = await publishedShop(opened, { customers: 4_000 });
      await shop.offer({ method: "member-codes" });
      await shop.publishAll();
      const calls = () => shop.asked.filter((name) => name === "AddCodes").length;
      let given = await codes();
      expect(given).toHaveLength(2_000);
      expect(given.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
      expect(calls()).toBe(8);
      // As if nobody had noted what Shopify was given, and another had one of the codes.
      await opened.db
        .updateTable("offerCodes")
        .set({ creationId: null, confirmedAt: null })
        .where("customerId", "<=", customerIdOf(600))
        .execute();
      await shop.publish();
      expect((await codes()).map(({ code }) => code)).toEqual(given.map(({ code }) => code));
      expect(heldCodes()).toHaveLength(2_001); // and the one that nobody is told
      given = await codes();
      expect(given.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
    },
  );
});
