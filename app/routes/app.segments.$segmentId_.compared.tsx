import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { dayInPast } from "#app/segments/profile/past-day.server.ts";
import { comparedDay } from "#app/segments/time-travel/compared-day.ts";
import { membersOnDay } from "#app/segments/time-travel/members-on-day.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";

/** The members of a segment on a past day by its purchases, beside those that were kept. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get("day") ?? "";
  const day = dayInPast(asked, { timeZone: shop.timeZone, asOf: Date.now() });
  if (day === null) throw notFound();
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  return json(comparedDay(await membersOnDay(db, { ...key, day })));
}
