import type { Database } from "#app/db/database.server.ts";
import { phaseOf } from "#app/offers/offer.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { forgetObject, publishedObjects, rememberObject } from "../published-objects.server.ts";
import { discountContent, discountText } from "./carried.ts";
import { deleteDiscount, restDiscount } from "./discounts.server.ts";
import { heldOffers } from "./held-offers.server.ts";
import { forgetCodes } from "./codes/own-codes.server.ts";
import { deleteTwin } from "./twins.server.ts";

interface Working {
  db: Database;
  admin: Admin;
}

interface At {
  shopId: number;
  now: number;
}

/**
 * Takes back what carries offers that are over, or whose segment is gone: the discount, then its native segment; and
 * has those of paused offers rest. The storefront has stopped promising them before.
 */
export async function withdrawOffers(working: Working, at: At): Promise<void> {
  const { db } = working;
  const { shopId, now } = at;
  const offers = new Map((await heldOffers(db, at)).map((offer) => [offer.handle, offer]));
  const twins = await publishedObjects(db, { shopId, kind: "twin" });
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  for (const handle of new Set([...twins.keys(), ...discounts.keys()])) {
    const offer = offers.get(handle);
    const discount = discounts.get(handle);
    if (!offer || phaseOf(offer, now) === "ended") {
      await takeBack(working, at, handle);
    } else if (offer.state === "paused" && discount) {
      const content = discountContent(discount);
      if (!content.sent || content.sent.isResting) continue;
      await restDiscount(working.admin, { method: content.method, discountId: discount.objectId });
      await rememberObject(db, {
        ...{ shopId, kind: "discount", handle, now, objectId: discount.objectId },
        content: discountText({
          ...content,
          ...{ sent: { ...content.sent, isResting: true }, isConfirmed: false },
        }),
      });
    }
  }
}

async function takeBack({ db, admin }: Working, { shopId, now }: At, handle: string) {
  const discount = (await publishedObjects(db, { shopId, kind: "discount" })).get(handle);
  const twin = (await publishedObjects(db, { shopId, kind: "twin" })).get(handle);
  if (discount) {
    const { method } = discountContent(discount);
    await deleteDiscount(admin, { method, discountId: discount.objectId });
  }
  if (twin) await deleteTwin(admin, twin.objectId);
  await db.transaction().execute(async (tx) => {
    for (const kind of ["discount", "twin"] as const) {
      await forgetObject(tx, { shopId, kind, handle });
    }
    const offer = await tx
      .updateTable("offers")
      .set({ twinId: null, discountId: null, drift: null, updatedAt: now })
      .where("shopId", "=", shopId)
      .where("handle", "=", handle)
      .returning("offerId")
      .executeTakeFirst();
    if (offer) await forgetCodes(tx, { shopId, ...offer });
  });
}
