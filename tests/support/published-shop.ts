import { setTimeout as sleep } from "node:timers/promises";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { findOffer } from "#app/offers/offers.server.ts";
import type { Offer } from "#app/offers/offer.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { plainTerms, type Terms } from "#app/offers/terms.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import { checkoutTotals } from "#tests/devstore/checkout/cart.ts";
import { startDevstore } from "./devstore.ts";
import {
  fillShop,
  heldByStore,
  openStoreAdmin,
  productIdOf,
  type ShopGiven,
} from "./publish-shop.ts";

const log = openLog({ level: "silent" });
const { signal } = new AbortController();
const DAY = 86_400_000;

/** A shop with customers and segments whose offers are published to a store: customers of even numbers are in the first. */
export async function publishedShop(opened: OpenDatabase, given: Partial<ShopGiven> = {}) {
  const { db } = opened;
  const devstore = await startDevstore();
  const { store, origin } = devstore;
  const shop = { customers: 12, products: 4, segments: ["s-aaaaaa", "s-bbbbbb"], ...given };
  const shopId = await fillShop({ db, store }, shop);
  const { admin, asked, token } = await openStoreAdmin({ origin, shopId });
  const now = Date.now();
  let offers = 0;
  const publish = (at = now) => publishRun({ db, admin, log, signal }, { shopId, now: at });

  return {
    ...{ db, store, origin, admin, asked, token, shopId, now },
    key: (offerId: number) => ({ shopId, offerId, now }),
    publish,
    /** Until Shopify is through our files. */
    async publishAll() {
      while ((await publish()) === "bulk") await sleep(20);
    },
    /** An active offer for the first segment, whatever guards would say. */
    async offer(
      changes: Partial<Pick<Offer, "title" | "method" | "code" | "startsAt" | "endsAt">> & {
        terms?: Terms;
      } = {},
    ) {
      const offerId = ++offers;
      const { terms = TEN, ...rest } = changes;
      await db
        .insertInto("offers")
        .values({
          ...{
            shopId,
            offerId,
            handle: `o-00000${offerId}`,
            segmentId: 1,
            title: `Offer ${offerId}`,
          },
          ...{ terms: textOfTerms(terms), method: "automatic", code: null, state: "active" },
          ...{
            startsAt: now - DAY,
            endsAt: null,
            activatedAt: now,
            confirmedAt: null,
            drift: null,
          },
          ...{ twinId: null, discountId: null, fault: null, createdAt: now, updatedAt: now },
          ...rest,
        })
        .execute();
      return offerId;
    },
    async found(offerId: number) {
      const offer = await findOffer(db, { shopId, offerId, now });
      if (!offer) throw new Error(`no offer ${offerId}`);
      return offer;
    },
    discountId: async (offerId: number) => {
      const { discountId } = await db
        .selectFrom("offers")
        .select("discountId")
        .where("offerId", "=", offerId)
        .executeTakeFirstOrThrow();
      return discountId ?? 0;
    },
    totals: (customerId: number | null, codes: string[] = [], quantity = 3) =>
      checkoutTotals(store, {
        ...{ customerId, codes },
        lines: [
          { variantId: productIdOf(1) * 10, quantity },
          { variantId: productIdOf(2) * 10, quantity: 1 },
        ],
      }),
    /** Handles of the offers that blocks may tell of. */
    promised: () => {
      const { config } = heldByStore(store).appData as { config?: { offers: [string][] } };
      return (config?.offers ?? []).map(([handle]) => handle);
    },
    stop: () => devstore.stop(),
  };
}

export type PublishedShop = Awaited<ReturnType<typeof publishedShop>>;

const TEN = plainTerms({ kind: "percentage", basisPoints: 1000, items: { kind: "all" } });
