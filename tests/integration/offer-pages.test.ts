import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import { assignMembers } from "#app/offers/holdout/assign-members.server.ts";
import { countCodes, exportCodes } from "#app/offers/page/codes/codes.server.ts";
import {
  offersOfCustomer,
  offersOfSegment,
} from "#app/offers/page/concerning/concerning.server.ts";
import { draftOf } from "#app/offers/page/editor/draft-of-fields.ts";
import { firstFields, type OfferFields } from "#app/offers/page/editor/fields.ts";
import { countHolders, listHolders } from "#app/offers/page/holders/holders.server.ts";
import { previewOffer } from "#app/offers/page/preview.server.ts";
import { titlesOf } from "#app/offers/page/titles.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import {
  customerIdOf,
  fillShop,
  openStoreAdmin,
  productIdOf,
} from "#tests/support/publish-shop.ts";

const DAY = 86_400_000;

/** Customers of even numbers are in the first segment. */
const MEMBER = customerIdOf(2);
const TAGGED = customerIdOf(4);
const STRANGER = customerIdOf(3);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shop: Shop;
  let admin: Admin;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    opened = await engine.open();
    devstore = await startDevstore();
    const shopId = await fillShop(
      { db: opened.db, store: devstore.store },
      { customers: 12, products: 4, segments: ["s-aaaaaa", "s-bbbbbb"] },
    );
    shop = await readShop(opened.db, shopId);
    ({ admin } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });

  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const draftWith = (changes: Partial<OfferFields> = {}) =>
    draftOf(
      {
        ...firstFields({ now: now - DAY, timeZone: shop.timeZone, segmentId: "1" }),
        ...changes,
      },
      shop,
    );

  /** Kept and active, its members drawn. */
  async function active(changes: Partial<OfferFields> = {}) {
    const { shopId } = shop;
    const draft = draftWith({ title: "Ten", ...changes });
    const outcome = await draftOffer(opened.db, { shopId, draft, now });
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    await opened.db.updateTable("offers").set({ state: "active", activatedAt: now }).execute();
    await assignMembers(opened.db, { shopId, now, which: "all" });
    return outcome.offerId;
  }

  test("what an offer would do is said before it has a name, and nothing is kept of it", async () => {
    const preview = await previewOffer({ db: opened.db, admin }, { shop, draft: draftWith(), offerId: null, now }); // prettier-ignore
    expect(preview).toMatchObject({ kind: "reckoned", forecast: { days: 90 } });
    expect(await opened.db.selectFrom("offers").selectAll().execute()).toEqual([]);
  });

  test("of what cannot be read nothing is reckoned", async () => {
    const draft = draftWith({ percent: "a lot" });
    expect(await previewOffer({ db: opened.db, admin }, { shop, draft, offerId: null, now })).toEqual({ kind: "unfinished" }); // prettier-ignore
  });

  test("every member has it, is held out, or is kept out by a tag; everybody once", async () => {
    const { shopId } = shop;
    const offerId = await active({ holdout: "50", quietDays: "0" });
    await opened.db
      .insertInto("customerTags")
      .values({ shopId, customerId: TAGGED, tag: "No-Offers", tagKey: "no-offers" })
      .execute();
    await opened.db
      .updateTable("offerAssignments")
      .set({ isHeldOut: 0 })
      .where("customerId", "in", [MEMBER, TAGGED])
      .execute();
    const of = { shopId, offerId, asOf: now };
    const holders = await countHolders(opened.db, { ...of, segmentId: 1 });
    expect(holders.tagged).toBe(1);
    expect(holders.undecided).toBe(0);
    expect(holders.entitled + holders.heldOut + holders.tagged + holders.quiet).toBe(holders.members); // prettier-ignore

    const listed = await listHolders(opened.db, { ...of, page: 1, pageSize: 100 });
    const ids = listed.map(({ customerId }) => customerId);
    expect(ids).toHaveLength(holders.entitled);
    expect(ids).toContain(MEMBER);
    expect(ids).not.toContain(TAGGED);
    const second = await listHolders(opened.db, { ...of, page: 2, pageSize: 1 });
    expect(second.map(({ customerId }) => customerId)).toEqual(ids.slice(1, 2));
  });

  test("a segment's page and a member's page link it, a stranger's and another segment's do not", async () => {
    const { shopId } = shop;
    const offerId = await active({
      ...{ holdout: "0", quietDays: "0", itemsOn: "products" },
      itemsProducts: String(productIdOf(1)),
    });
    const ofSegment = (segmentId: number) => offersOfSegment(opened.db, { shopId, segmentId, now });
    const ofCustomer = (customerId: number) =>
      offersOfCustomer(opened.db, { shopId, customerId, now });
    expect(await ofSegment(1)).toMatchObject({ offers: [{ offerId }] });
    expect((await ofSegment(2)).offers).toEqual([]);
    const { offers, titles } = await ofCustomer(MEMBER);
    expect(offers).toMatchObject([{ offerId, phase: "live" }]);
    expect(titles).toEqual(await titlesOf(opened.db, { shopId, terms: offers.map(({ terms }) => terms) })); // prettier-ignore
    expect(titles.products[productIdOf(1)]).toEqual(expect.any(String));
    expect((await ofCustomer(STRANGER)).offers).toEqual([]);
  });

  test("the codes of members are counted, and exported however many", async () => {
    const { shopId } = shop;
    const offerId = await active({ method: "member-codes" });
    expect(await countCodes(opened.db, { shopId, offerId })).toEqual({ given: 0, held: 0 });
    await opened.db
      .insertInto("offerCodes")
      .values([
        { shopId, offerId, customerId: MEMBER, code: "TEN-A", confirmedAt: now },
        { shopId, offerId, customerId: TAGGED, code: "TEN-B", confirmedAt: null },
      ])
      .execute();
    expect(await countCodes(opened.db, { shopId, offerId })).toEqual({ given: 2, held: 1 });
    let csv = "";
    for await (const piece of exportCodes(opened.db, { shopId, offerId })) csv += piece;
    expect(csv).toBe(
      `customer_id,code,in_shopify\r\n${MEMBER},TEN-A,yes\r\n${TAGGED},TEN-B,no\r\n`,
    );
  });
});
