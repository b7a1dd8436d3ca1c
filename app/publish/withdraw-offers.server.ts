import type { Database } from "#app/db/database.server.ts";
import { phaseOf } from "#app/offers/offer.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { deleteDiscount } from "./discounts.server.ts";
import { discountContent, forgetObject, publishedObjects } from "./published-objects.server.ts";
import { activeOffers } from "./storefront/promised-offers.server.ts";
import { deleteTwin } from "./twins.server.ts";

/**
 * Takes back what carries offers that are over, or whose segment is gone: the discount, then its native segment. The
 * storefront has stopped promising them before.
 * @returns how many
 */
export async function withdrawOffers(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, now }: { shopId: number; now: number },
): Promise<number> {
  const held = new Set(
    (await activeOffers(db, shopId))
      .filter((offer) => phaseOf(offer, now) !== "ended")
      .map(({ handle }) => handle),
  );
  const twins = await publishedObjects(db, { shopId, kind: "twin" });
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  const over = [...new Set([...twins.keys(), ...discounts.keys()])].filter(
    (handle) => !held.has(handle),
  );
  for (const handle of over) {
    const discount = discounts.get(handle);
    if (discount) {
      const { method } = discountContent(discount);
      await deleteDiscount(admin, { method, discountId: discount.objectId });
    }
    const twin = twins.get(handle);
    if (twin) await deleteTwin(admin, twin.objectId);
    await db.transaction().execute(async (tx) => {
      for (const kind of ["discount", "twin"] as const) {
        await forgetObject(tx, { shopId, kind, handle });
      }
      await tx
        .updateTable("offers")
        .set({ twinId: null, discountId: null, updatedAt: now })
        .where("shopId", "=", shopId)
        .where("handle", "=", handle)
        .execute();
    });
  }
  return over.length;
}
