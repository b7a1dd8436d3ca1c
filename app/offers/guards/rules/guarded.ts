import type { OfferContent } from "../../draft.ts";
import type { Forecast } from "../../forecast/forecast.ts";
import type { Sizing } from "../../holdout/sizing.ts";
import type { LiveDiscount } from "../../live-discounts/live-discount.ts";
import type { OfferSettings } from "../../settings/settings.ts";
import type { CatalogueMargins } from "../read/catalogue-margins.ts";
import type { Finding } from "../finding.ts";

/** An offer, and of its shop what the guards look at. */
export interface Guarded {
  offer: OfferContent;
  now: number;
  settings: OfferSettings;
  segment: {
    segmentId: number;
    name: string;
    /** Null while it has not been filled yet. */
    members: number | null;
    /** Which ready-made segment it came from, and what it is for. */
    templateKey: string | null;
    objective: string | null;
    /** Whether the merchant has answered for what its query asks. */
    maySetPrices: boolean;
  };
  /** Of what it is on, as it is in the shop now; null for free shipping alone. */
  catalogue: CatalogueMargins | null;
  forecast: Forecast;
  /** All live discounts but the one that carries this offer. */
  live: readonly LiveDiscount[];
  /** Native segments that the shop has. */
  segmentsInShop: number;
  /** The shop's other active offers that some members have as well. */
  overlaps: readonly { title: string; members: number }[];
  better: readonly BetterCustomers[];
  /** What it takes off a usual cart of the shop's. */
  savingMinor: number;
  /** Members who have paid in full for what it covers within so many days. */
  paidInFull: { members: number; days: number };
  sizing: Sizing | null;
}

/** Customers who are worth more to the shop than the offer's members, and how they would stand beside them. */
export interface BetterCustomers {
  whom: string;
  customers: number;
  /** Of these, who would have this offer or have one as good. */
  served: number;
  /** What the best of their offers takes off the same carts. */
  theirsMinor: number;
  /** Net spent a customer, of them and of the offer's members. */
  netMinor: number;
  membersNetMinor: number;
}

export type Guard = (guarded: Guarded) => Finding[];
