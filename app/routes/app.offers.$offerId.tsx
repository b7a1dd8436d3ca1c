import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { activateOffer } from "#app/offers/activate-offer.server.ts";
import { duplicateOffer } from "#app/offers/draft-offer.server.ts";
import { deleteDraft, endOffer, pauseOffer, resumeOffer } from "#app/offers/move-offer.server.ts";
import { OFFER_MOVES } from "#app/offers/moves.ts";
import { offerLinks } from "#app/offers/offer-links.server.ts";
import { findOffer } from "#app/offers/offers.server.ts";
import { countCodes } from "#app/offers/page/codes/codes.server.ts";
import { countHolders, listHolders } from "#app/offers/page/holders/holders.server.ts";
import { confirmedIn, fieldsOf } from "#app/offers/page/editor/fields.ts";
import { refusalWords } from "#app/offers/page/one/move-words.ts";
import { OfferPage } from "#app/offers/page/one/offer-page.tsx";
import { isBeingPublished } from "#app/offers/page/standing.ts";
import { titlesOf } from "#app/offers/page/titles.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { adoptOffer, mendOffer } from "#app/publish/offers/settle-drift.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { idParam, notFound, pageParam } from "#app/ui/params.ts";
import { usePolling } from "#app/ui/use-polling.ts";

const PAGE_SIZE = 25;
/** Publishing takes seconds: the page follows it. */
const POLL_MS = 2_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, offerId: idParam(params, "offerId") };
  const asOf = Date.now();
  const offer = await findOffer(db, { ...key, now: asOf });
  if (!offer) throw notFound();
  const page = pageParam(request);
  const { segmentId, terms, method, phase } = offer;
  const isRunning = phase === "live" || phase === "scheduled";
  return json({
    ...{ offer, page },
    titles: await titlesOf(db, { shopId: key.shopId, terms: [terms] }),
    holders: isRunning ? await countHolders(db, { ...key, segmentId, asOf }) : null,
    customers: isRunning ? await listHolders(db, { ...key, asOf, page, pageSize: PAGE_SIZE }) : [],
    codes: method === "member-codes" ? await countCodes(db, key) : null,
    ...(await offerLinks(db, { ...key, domain: shop.domain })),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, admin, redirect } = await requireShop(request);
  const of = { shopId: shop.shopId, offerId: idParam(params, "offerId"), now: Date.now() };
  const form = await request.formData();
  const intent = form.get("intent");
  if (intent === "duplicate") {
    const copied = await duplicateOffer(db, of);
    if (copied.kind === "missing") throw notFound();
    return redirect(`/app/offers/${copied.offerId}/edit`);
  }
  const move = MADE.find((one) => one === intent);
  if (!move) throw new Response(null, { status: 400, statusText: "Bad Request" });
  const outcome = await make(move, admin, { ...of, confirmed: confirmedIn(fieldsOf(form)) });
  switch (outcome.kind) {
    case "activated":
    case "moved":
    case "mended":
    case "adopted":
      return redirect(move === "delete" ? "/app/offers" : `/app/offers/${of.offerId}`);
    case "missing":
      throw notFound();
    case "illegal-move":
    case "invalid":
    case "segment-missing":
    case "ground-not-acknowledged":
    case "code-taken":
    case "too-many-automatic":
    case "inexpressible":
    case "no-drift":
    case "guarded":
      return json({ refused: refusalWords(outcome) }, { status: 409 });
  }
}

const MADE = [...OFFER_MOVES, "mend", "adopt"] as const;
type Key = Parameters<typeof endOffer>[1];

function make(
  move: (typeof MADE)[number],
  admin: Admin,
  { confirmed, ...of }: Key & { confirmed: string[] },
) {
  switch (move) {
    case "activate":
      return activateOffer({ db, admin }, { ...of, confirmed });
    case "pause":
      return pauseOffer(db, of);
    case "resume":
      return resumeOffer(db, of);
    case "end":
      return endOffer(db, of);
    case "delete":
      return deleteDraft(db, of);
    case "mend":
      return mendOffer(db, of);
    case "adopt":
      return adoptOffer(db, of);
  }
}

export default function OfferRoute() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  usePolling(isBeingPublished(data.offer), POLL_MS);
  return <OfferPage {...data} refused={refused} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
