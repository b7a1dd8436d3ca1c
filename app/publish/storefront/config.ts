import type { Offer } from "#app/offers/offer.ts";

/** So that a customer's handles are found in four loops of fifty, and the whole stays below the 8 KB of a block. */
const SEGMENTS_IN_CONFIG = 200;
const OFFERS_IN_CONFIG = 100;
const REGIONS_IN_CONFIG = 50;
const TIERS_IN_CONFIG = 12;

interface Config {
  /** Handles, the most important first. */
  segments: readonly string[];
  /** Those that may be promised now or from their start on, the most important first. */
  offers: readonly Pick<Offer, "handle" | "startsAt" | "endsAt">[];
  consent: "opt-out" | "opt-in";
  /** Where a shopper is told that a price was made for them: a country, `US`, or one of its regions, `US-NY`. */
  disclose: readonly string[];
  /** Names of the tiers in use, the lowest first. */
  tiers: readonly string[];
}

/**
 * What a block needs before it may choose what to read: `regulars.config`. Of each offer its handle, its start and its
 * end (0: none) in whole seconds, as Liquid's clock counts them: rather a moment late and a moment early.
 */
export const configText = ({ segments, offers, consent, disclose, tiers }: Config) =>
  JSON.stringify({
    v: 2,
    order: segments.slice(0, SEGMENTS_IN_CONFIG),
    offers: offers
      .slice(0, OFFERS_IN_CONFIG)
      .map(({ handle, startsAt, endsAt }) => [
        handle,
        Math.ceil(startsAt / 1000),
        endsAt === null ? 0 : Math.floor(endsAt / 1000),
      ]),
    consent,
    disclose: disclose.slice(0, REGIONS_IN_CONFIG),
    tiers: tiers.slice(0, TIERS_IN_CONFIG),
  });
