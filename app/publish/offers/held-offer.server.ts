import type { Admin } from "#app/shopify/admin.server.ts";
import { gid } from "#app/shopify/ids.ts";
import { discountGid, type Which } from "./discounts.server.ts";
import { HELD_OFFER } from "./documents.ts";
import { heldDiscount, type HeldDiscount } from "./held.ts";

/** What Shopify holds of an offer now; null for what was deleted. */
export async function readHeldOffer(
  admin: Admin,
  { twinId, currency, ...which }: Which & { twinId: number; currency: string },
): Promise<{ twinQuery: string | null; discount: HeldDiscount | null }> {
  const { twin, discountNode } = await admin.ask(HELD_OFFER, {
    twinId: gid("Segment", twinId),
    discountId: discountGid(which),
  });
  return {
    twinQuery: twin && "query" in twin ? twin.query : null,
    discount: discountNode && heldDiscount(discountNode.discount, currency),
  };
}
