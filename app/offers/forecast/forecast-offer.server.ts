import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { OfferDraft } from "../draft.ts";
import type { LiveDiscount } from "../live-discounts/live-discount.ts";
import { readLiveDiscounts } from "../live-discounts/read-live-discounts.server.ts";
import type { Forecast, MembersTaken } from "./forecast.ts";
import { membersBeforeKept, type WasMember } from "./members-then.server.ts";
import { cartOf, type PastOrder } from "./past-order.ts";
import { readCatalogue } from "./read-catalogue.server.ts";
import { readPastOrders } from "./read-orders.server.ts";
import { named, replay } from "./replay.ts";
import { meetable, worstOf } from "./worst.ts";

/** As long as a season: what is older tells little of what is next. */
const DAYS = 90;
const DAY_MS = 86_400_000;

type Draft = Pick<OfferDraft, "segmentId" | "terms" | "method" | "startsAt" | "endsAt"> & {
  /** Of one that exists: its own discount is none that it meets. */
  offerId?: number | null;
};

interface Forecasting {
  shopId: number;
  draft: Draft;
  now: number;
}

/**
 * Prices the last 90 days' orders of a segment again with an offer. Memory does not grow with the orders, but for a
 * number for each customer who would have had an offer that is given once. 100,000 orders take seconds.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function forecastOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, draft, now }: Forecasting,
): Promise<Forecast> {
  const own = await discountOf(db, { shopId, offerId: draft.offerId ?? null });
  const live = (await readLiveDiscounts({ db, admin })).filter(({ id }) => id !== own);
  return forecastWith(db, { shopId, draft, now, live });
}

/** The same of so many days, with live discounts that were read before. */
export async function forecastWith(
  db: Database,
  {
    shopId,
    draft,
    now,
    live,
    days = DAYS,
  }: Forecasting & {
    live: readonly LiveDiscount[];
    days?: number;
  },
): Promise<Forecast> {
  const { segmentId, terms } = draft;
  const offer = { method: draft.method === "automatic" ? draft.method : ("code" as const), terms };
  const met = meetable(live, { startsAt: draft.startsAt, endsAt: draft.endsAt ?? null });
  const catalogue = await readCatalogue(db, { shopId, discounts: [...met, offer] });
  const from = now - days * DAY_MS;
  const keptSince = await membersKeptSince(db, { shopId, segmentId });
  const scope = { shopId, segmentId, from, until: now, keptSince };
  const wasMemberBefore = await membersBeforeKept(db, scope);

  let replaying: ReturnType<typeof replay> | null = null;
  const begin = (orders: readonly PastOrder[]) => {
    const carts = orders.map((order) => cartOf(order, catalogue).cart);
    const live = { beside: worstOf(met, carts, offer), without: worstOf(met, carts, null) };
    return replay({ offer, live, catalogue, days, now });
  };
  for await (const orders of readPastOrders(db, { ...scope, wasMemberBefore })) {
    if (orders.length === 0) continue;
    replaying ??= begin(orders);
    for (const order of orders) replaying.add(order);
  }
  const result = (replaying ?? begin([])).result();
  const titles = await titlesOf(db, shopId, [
    result.alone.lowestMargin,
    result.stacked.lowestMargin,
  ]);
  return {
    ...result,
    alone: named(result.alone, titles),
    stacked: named(result.stacked, titles),
    members: membersTaken(scope, wasMemberBefore),
    live: { reckoned: met.length, unknown: unknownOf(live) },
  };
}

const membersTaken = (
  { keptSince, from }: { keptSince: number; from: number },
  before: WasMember | null,
): MembersTaken =>
  keptSince <= from
    ? { kind: "as-kept" }
    : { kind: "kept-since", since: keptSince, before: before ? "by-purchases" : "today" };

const unknownOf = (live: readonly LiveDiscount[]) =>
  live.flatMap(({ terms, title }) => (terms ? [] : [title]));

/** Since when the segment's members are those of the query that it has now; for ever if there is no such segment. */
async function membersKeptSince(
  db: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<number> {
  const row = await db
    .selectFrom("segmentVersions as v")
    .innerJoin("segments as s", (join) =>
      join
        .onRef("s.shopId", "=", "v.shopId")
        .onRef("s.segmentId", "=", "v.segmentId")
        .onRef("s.query", "=", "v.query"),
    )
    .select(({ fn }) => fn.max("v.savedAt").as("savedAt"))
    .where("v.shopId", "=", shopId)
    .where("v.segmentId", "=", segmentId)
    .executeTakeFirst();
  return row?.savedAt ?? 0;
}

async function discountOf(
  db: Database,
  { shopId, offerId }: { shopId: number; offerId: number | null },
): Promise<number | null> {
  if (offerId === null) return null;
  const row = await db
    .selectFrom("offers")
    .select("discountId")
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();
  return row?.discountId ?? null;
}

async function titlesOf(
  db: Database,
  shopId: number,
  lowest: readonly ({ productId: number } | null)[],
): Promise<Map<number, string>> {
  const productIds = lowest.flatMap((one) => (one ? [one.productId] : []));
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("products")
    .select(["productId", "title"])
    .where("shopId", "=", shopId)
    .where("productId", "in", productIds)
    .execute();
  return new Map(rows.map(({ productId, title }) => [productId, title]));
}
