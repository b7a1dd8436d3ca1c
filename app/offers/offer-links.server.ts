import type { Database } from "#app/db/database.server.ts";
import { adminPage } from "#app/ui/admin-links.ts";

interface OfferLinks {
  discountUrl: string | null;
  twinUrl: string | null;
}

/** Where Shopify's admin shows what carries an offer; null until it is published. */
export async function offerLinks(
  db: Database,
  { shopId, offerId, domain }: { shopId: number; offerId: number; domain: string },
): Promise<OfferLinks> {
  const row = await db
    .selectFrom("offers")
    .select(["twinId", "discountId"])
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();
  return {
    discountUrl: row?.discountId ? adminPage(domain, "discounts", row.discountId) : null,
    twinUrl: row?.twinId ? adminPage(domain, "customers", "segments", row.twinId) : null,
  };
}
