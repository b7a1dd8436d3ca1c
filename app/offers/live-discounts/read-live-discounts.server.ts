import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { numericId } from "#app/shopify/ids.ts";
import { pages } from "#app/shopify/pages.ts";
import { LIVE_DISCOUNTS } from "./documents.ts";
import type { LiveDiscount } from "./live-discount.ts";
import { termsOfDiscount, type ShopifyDiscount } from "./terms-of-discount.ts";

/** Apps make codes by the thousand; the newest are looked at. Of automatic ones Shopify has few. */
const MOST_CODES = 250;

/**
 * All discounts of a shop that run or will run: automatic ones, then those with a code, the newest first.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function readLiveDiscounts({
  db,
  admin,
}: {
  db: Database;
  admin: Admin;
}): Promise<LiveDiscount[]> {
  const offers = await db
    .selectFrom("offers")
    .select("discountId")
    .where("shopId", "=", admin.shopId)
    .where("discountId", "is not", null)
    .execute();
  const ours = new Set(offers.map(({ discountId }) => discountId));
  const automatic = await readDiscounts(admin, "automatic", ours);
  return [...automatic, ...(await readDiscounts(admin, "code", ours))];
}

async function readDiscounts(
  admin: Admin,
  method: LiveDiscount["method"],
  ours: ReadonlySet<number | null>,
): Promise<LiveDiscount[]> {
  const query = `method:${method} AND status:active,scheduled`;
  const found: LiveDiscount[] = [];
  let currency = "";
  const all = pages(async (cursor) => {
    const answer = await admin.ask(LIVE_DISCOUNTS, { query, cursor });
    currency = answer.shop.currencyCode;
    return answer.discountNodes;
  });
  for await (const nodes of all) {
    for (const { id, discount } of nodes) {
      found.push(liveDiscount(numericId(id), discount, { method, ours, currency }));
    }
    if (found.length >= MOST_CODES) break;
  }
  return found;
}

function liveDiscount(
  id: number,
  discount: ShopifyDiscount,
  {
    method,
    ours,
    currency,
  }: {
    method: LiveDiscount["method"];
    ours: ReadonlySet<number | null>;
    currency: string;
  },
): LiveDiscount {
  const { title, startsAt, endsAt, context } = discount;
  return {
    ...{ id, title, method },
    code: "codes" in discount ? (discount.codes.nodes[0]?.code ?? null) : null,
    isOurs: ours.has(id),
    terms: termsOfDiscount(discount, currency),
    hasContext: context.__typename !== "DiscountBuyerSelectionAll",
    startsAt: Date.parse(startsAt),
    endsAt: endsAt === null ? null : Date.parse(endsAt),
  };
}
