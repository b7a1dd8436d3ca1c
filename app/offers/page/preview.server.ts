import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { formatFor } from "#app/ui/format.ts";
import { readDraft, type OfferDraft } from "../draft.ts";
import { forecastOffer } from "../forecast/forecast-offer.server.ts";
import { guardOffer } from "../guards/guard-offer.server.ts";
import { sizeHoldout } from "../holdout/size-holdout.server.ts";
import { sizingText } from "../holdout/sizing.ts";
import type { OfferPreview } from "./preview.ts";

interface Previewing {
  shop: Shop;
  draft: OfferDraft;
  /** Of one that is kept already, so that it does not meet itself. */
  offerId: number | null;
  now: number;
}

/**
 * What an offer would do, before it is saved. Its name and its code may still be missing: nothing is reckoned by them.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function previewOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shop, draft, offerId, now }: Previewing,
): Promise<OfferPreview> {
  const read = readDraft({ ...draft, title: said(draft.title), code: said(draft.code ?? "") }, now);
  if (read.kind === "invalid") return { kind: "unfinished" };
  const { shopId } = shop;
  const { content } = read;
  const forecast = await forecastOffer(
    { db, admin },
    { shopId, draft: { ...content, offerId }, now },
  );
  const sizing = await sizeHoldout(db, { shopId, now, ...content });
  const offer = { ...content, ...(offerId === null ? {} : { offerId }) };
  return {
    kind: "reckoned",
    forecast,
    findings: await guardOffer({ db, admin }, { shopId, offer, forecast, sizing, now }),
    sizing: sizing && sizingText(sizing, formatFor(shop)),
  };
}

/** What stands for a name or a code that has not been said yet; it looks like none that a shop has. */
const UNSAID = "not-named-yet";
const said = (text: string) => (text.trim() === "" ? UNSAID : text);
