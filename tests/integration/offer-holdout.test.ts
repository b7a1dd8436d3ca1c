import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import type { OfferDraft } from "#app/offers/draft.ts";
import { isHeldOut } from "#app/offers/holdout/holdout.ts";
import { sizeHoldout } from "#app/offers/holdout/size-holdout.server.ts";
import { findOffer } from "#app/offers/offers.server.ts";
import { reviseOffer } from "#app/offers/revise-offer.server.ts";
import { plainTerms } from "#app/offers/terms.ts";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishCustomers } from "#app/publish/publish-customers.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { checkoutTotals } from "#tests/devstore/checkout/cart.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { activateConfirmed } from "#tests/support/offers.ts";
import {
  customerIdOf,
  fillShop,
  heldByStore,
  openStoreAdmin,
  productIdOf,
  upTo,
} from "#tests/support/publish-shop.ts";

const DAY = 86_400_000;
const ZONE = "Europe/Berlin";
const CUSTOMERS = 40;
const log = openLog({ level: "silent" });
const signal = new AbortController().signal;
/** Of the first segment. */
const MEMBERS = upTo(CUSTOMERS).filter((n) => n % 2 === 0);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;
  let admin: Admin;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    opened = await engine.open();
    devstore = await startDevstore();
    shopId = await fillShop(
      { db: opened.db, store: devstore.store },
      { customers: CUSTOMERS, products: 3, segments: ["s-aaaaaa"] },
    );
    ({ admin } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });
  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const draft = (changes: Partial<OfferDraft> = {}): OfferDraft => ({
    ...{ segmentId: 1, title: "Ten off", method: "automatic", startsAt: now - DAY, endsAt: null },
    terms: plainTerms({ kind: "percentage", basisPoints: 1_000, items: { kind: "all" } }),
    ...{ holdoutBasisPoints: 5_000, quietDays: 3, ...changes },
  });

  async function activated(changes: Partial<OfferDraft> = {}) {
    const drafted = await draftOffer(opened.db, { shopId, draft: draft(changes), now });
    if (drafted.kind !== "created") throw new Error(drafted.kind);
    const of = { shopId, offerId: drafted.offerId, now };
    expect(await activateConfirmed({ db: opened.db, admin }, of)).toEqual({ kind: "activated" });
    const offer = await findOffer(opened.db, of);
    if (!offer) throw new Error("it is gone");
    return offer;
  }

  const publish = (at = now) =>
    publishRun({ db: opened.db, admin, log, signal }, { shopId, now: at });

  /** Who has it by what is published, and who pays less for it. */
  function having(handle: string): { published: number[]; reduced: number[] } {
    const { metafields } = heldByStore(devstore.store);
    const held = metafields.filter((line) => line.includes(" segments ") && line.includes(handle));
    const reduced = upTo(CUSTOMERS).filter(
      (n) =>
        checkoutTotals(devstore.store, {
          ...{ customerId: customerIdOf(n), codes: [] },
          lines: [{ variantId: productIdOf(1) * 10, quantity: 1 }],
        }).discountMinor > 0,
    );
    const published = upTo(CUSTOMERS).filter((n) =>
      held.some((line) => line.split(" ")[1] === String(customerIdOf(n))),
    );
    return { published, reduced };
  }

  const offered = (handle: string, of = MEMBERS) =>
    of.filter((n) => !isHeldOut({ handle, holdoutBasisPoints: 5_000 }, customerIdOf(n)));
  const both = (numbers: number[]) => ({ published: numbers, reduced: numbers });

  const buy = (n: number, at: number) =>
    opened.db.transaction().execute(async (tx) => {
      const orderId = 900 + n;
      await tx
        .insertInto("orders")
        .values({
          ...{ shopId, orderId, customerId: customerIdOf(n), processedAt: at, updatedAt: at },
          ...{ processedDay: dayOf(at, ZONE), cancelledAt: null, isTest: 0, taxMinor: 0 },
          ...{ subtotalMinor: 1_000, totalMinor: 1_000, shippingMinor: 0, adjustmentMinor: 0 },
          ...{ discountMinor: 0, refundedMinor: 0 },
        })
        .execute();
      await tx
        .insertInto("lineItems")
        .values({
          ...{ shopId, orderId, lineItemId: orderId, productId: productIdOf(1), variantId: null },
          ...{ quantity: 1, currentQuantity: 1, totalMinor: 1_000 },
        })
        .execute();
    });

  test("who is kept from it is in neither the twin nor what the storefront reads, and stays so", async () => {
    const { handle, offerId } = await activated();
    expect(await publish()).toBe("done");
    const [kept, given] = [MEMBERS.length - offered(handle).length, offered(handle).length];
    expect(Math.min(kept, given)).toBeGreaterThan(0);
    expect(having(handle)).toEqual(both(offered(handle)));

    // Everybody leaves; two come back and one is new: the same are kept out.
    await opened.db.deleteFrom("memberships").where("shopId", "=", shopId).execute();
    await publish(now + 1);
    expect(having(handle)).toEqual(both([]));
    const back = [...MEMBERS.slice(0, 4), 7, 9, 11, 13];
    await opened.db
      .insertInto("memberships")
      .values(back.map((n) => ({ shopId, segmentId: 1, customerId: customerIdOf(n), since: now })))
      .execute();
    const customerIds = back.map(customerIdOf);
    await publishCustomers({ db: opened.db, admin, signal }, { shopId, customerIds, now: now + 2 });
    expect(having(handle)).toEqual(both(offered(handle, back).toSorted((a, b) => a - b)));

    // What the share was when it was activated it stays.
    const revise = (holdoutBasisPoints: number) =>
      reviseOffer(
        { db: opened.db, admin },
        { shopId, offerId, draft: draft({ holdoutBasisPoints }), confirmed: ["quiet-off"], now },
      );
    expect(await revise(1_000)).toEqual({ kind: "invalid", faults: { holdout: "fixed" } });
  });

  test("who has paid in full gets it when the quiet days are over, at the shop's midnight", async () => {
    const { handle } = await activated({ holdoutBasisPoints: 0 });
    await buy(2, now);
    await publish();
    const without = MEMBERS.filter((n) => n !== 2);
    expect(having(handle)).toEqual(both(without));

    const over = startOfDay(dayOf(now, ZONE) + 3, ZONE);
    await publish(over - 1);
    expect(having(handle)).toEqual(both(without));
    await publish(over);
    expect(having(handle)).toEqual(both(MEMBERS));
  });

  test("a holdout is sized by how many of such members ordered in as many days before", async () => {
    for (const n of [2, 4, 6, 8, 10]) await buy(n, now - 3 * DAY);
    await opened.db
      .updateTable("segments")
      .set({ memberCount: 1_200, query: "customer_account_status = 'DISABLED'" })
      .where("shopId", "=", shopId)
      .execute();
    const asked = { shopId, segmentId: 1, startsAt: now, endsAt: now + 14 * DAY, now };
    const sized = await sizeHoldout(opened.db, { ...asked, holdoutBasisPoints: 1_000 });
    // Five of all forty customers, who are all in it by its query.
    expect(sized).toMatchObject({ days: 14, members: 1_200, baseRate: 5 / 40, suggested: 5_000 });
    expect(sized?.lift).toBeGreaterThan(sized?.suggestedLift ?? 1);
  });
});
