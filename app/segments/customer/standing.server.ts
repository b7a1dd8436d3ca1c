import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { nearestMiss, type Miss } from "#app/segments/miss/nearest-miss.ts";
import { readKnown } from "#app/segments/parse-for-shop.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { whyOf, type Why } from "#app/segments/query/why.ts";

interface Asked {
  shop: Shop;
  customerId: number;
  asOf: number;
}

/** A segment that a customer is not in, and what is missing. */
export interface OtherSegment {
  segmentId: number;
  name: string;
  miss: Miss;
}

/** The segments a customer is not in by their values of now, each with the nearest way into it. */
export async function segmentsMissed(
  db: Database,
  { shop, customerId, asOf }: Asked,
): Promise<OtherSegment[]> {
  const { shopId, timeZone, currency } = shop;
  const customer = await findCustomerValues(db, { shopId, customerId });
  if (!customer) return [];
  const known = await readKnown(db, shopId);
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "name", "query"])
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .execute();
  return segments.flatMap(({ segmentId, name, query }) => {
    const parsed = parseQuery(query, known);
    if (parsed.kind === "refused") return [];
    const miss = nearestMiss(parsed.query, customer, { now: asOf, timeZone, currency });
    return miss ? { segmentId, name, miss } : [];
  });
}

export interface Explanation {
  segmentId: number;
  name: string;
  why: Why;
  /** Null: the customer is in. */
  miss: Miss | null;
}

/** Why a customer is in one segment or not, by their values of now. Undefined without such a customer or segment. */
export async function explainStanding(
  db: Database,
  { shop, customerId, asOf, segmentId }: Asked & { segmentId: number },
): Promise<Explanation | undefined> {
  const { shopId, timeZone, currency, locale } = shop;
  const segment = await db
    .selectFrom("segments")
    .select(["name", "query"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();
  const customer = await findCustomerValues(db, { shopId, customerId });
  if (!segment || !customer) return undefined;
  const parsed = parseQuery(segment.query, await readKnown(db, shopId));
  if (parsed.kind === "refused") return undefined;
  const clock = { now: asOf, timeZone, currency };
  return {
    ...{ segmentId, name: segment.name },
    why: whyOf(parsed.query, customer, clock, locale),
    miss: nearestMiss(parsed.query, customer, clock),
  };
}
