import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { offersOfSegment } from "#app/offers/page/concerning/concerning.server.ts";
import { OffersCard } from "#app/offers/page/concerning/offers-card.tsx";
import { lintSegments } from "#app/segments/lints/lint-segments.server.ts";
import { segmentMembers, segmentTrend } from "#app/segments/members.server.ts";
import { isMeasure, isObjective } from "#app/segments/objectives.ts";
import { insightOf } from "#app/segments/profile/insight.server.ts";
import { pastDayOf } from "#app/segments/profile/past-day.server.ts";
import { acknowledgeGrounds, setPurpose } from "#app/segments/purpose.server.ts";
import { SegmentPage } from "#app/segments/segment-page/segment-page.tsx";
import { deleteSegment, listSegments } from "#app/segments/segments.server.ts";
import { differenceOf, versionsOf } from "#app/segments/versions/versions.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound, pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const segments = await listSegments(db, key);
  const segment = segments.find(({ segmentId }) => segmentId === key.segmentId);
  if (!segment) throw notFound();
  const asOf = Date.now();
  const page = pageParam(request);
  const asked = new URL(request.url).searchParams;
  const [day, compared] = [asked.get("day"), Number(asked.get("compare") ?? "0")];
  const listed = { page, pageSize: PAGE_SIZE };
  return json({
    segment,
    page,
    sizes: await segmentTrend(db, key),
    members: await segmentMembers(db, { ...key, ...listed }),
    findings:
      (await lintSegments(db, { shop, segments, asOf, only: key.segmentId })).get(key.segmentId) ??
      [],
    versions: await versionsOf(db, key),
    difference:
      compared > 1
        ? ((await differenceOf(db, { ...key, from: compared - 1, to: compared, asOf })) ?? null)
        : null,
    pastDay: day === null ? null : await pastDayOf(db, { shop, ...key, day, asOf, ...listed }),
    insight: await insightOf(db, { shop, segment, asOf }),
    concerning: await offersOfSegment(db, { ...key, now: asOf }),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const form = Object.fromEntries(await request.formData());
  const { intent, objective, measure, query } = form;
  if (intent === "purpose") {
    await setPurpose(db, {
      ...key,
      objective: isObjective(objective) ? objective : null,
      measure: isMeasure(measure) ? measure : null,
    });
    return json({ title: null });
  }
  if (intent === "acknowledge" && typeof query === "string") {
    await acknowledgeGrounds(db, { ...key, query });
    return json({ title: null });
  }
  if (intent !== "delete") throw new Response(null, { status: 400, statusText: "Bad Request" });
  const outcome = await deleteSegment(db, { ...key, asOf: Date.now() });
  switch (outcome.kind) {
    case "deleted":
      return redirect("/app/segments");
    case "missing":
      throw notFound();
    case "in-use-by-offer":
      return json(
        { title: `The offer “${outcome.title}” is for it. End the offer first.` },
        { status: 409 },
      );
    case "in-use-by-segments":
      return json(
        { title: `Asked for by ${outcome.names.join(", ")}. Change that first.` },
        { status: 409 },
      );
  }
}

export default function SegmentRoute() {
  const { concerning, ...data } = useLoaderData<typeof loader>();
  const inUseBy = useActionData<typeof action>()?.title ?? undefined;
  const offers = (
    <OffersCard title="Offers for it" none="No offer is for this segment." {...concerning} />
  );
  return <SegmentPage {...data} offers={offers} pageSize={PAGE_SIZE} inUseBy={inUseBy} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
