import { Temporal } from "temporal-polyfill";
import type { Database } from "#app/db/database.server.ts";
import { dayNumber, dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { keptMembers } from "./kept-members.server.ts";

interface Asked {
  shop: Shop;
  segmentId: number;
  /** As it came in an address. */
  day: string;
  asOf: number;
  page: number;
  pageSize: number;
}

/** Who was in a segment at the end of a day of the past. */
export async function pastDayOf(
  db: Database,
  { shop: { shopId, timeZone }, segmentId, day, asOf, page, pageSize }: Asked,
) {
  const number = dayInPast(day, { timeZone, asOf });
  if (number === null) return { kind: "unfit", day } as const;
  const endsAt = startOfDay(number + 1, timeZone);
  const kept = await keptMembers(db, { shopId, segmentId, endsAt, page, pageSize });
  return { kind: "known", day, page, pageSize, ...kept } as const;
}

/** A day as it came in an address; null if it is none that is over. */
export function dayInPast(
  day: string,
  { timeZone, asOf }: { timeZone: string; asOf: number },
): number | null {
  const number = /^\d{4}-\d{2}-\d{2}$/.test(day) ? numberOf(day) : null;
  return number === null || number >= dayOf(asOf, timeZone) ? null : number;
}

function numberOf(day: string): number | null {
  try {
    return dayNumber(Temporal.PlainDate.from(day, { overflow: "reject" }));
  } catch {
    return null;
  }
}
