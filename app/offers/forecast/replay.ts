import type { Discount, Priced } from "../pricing/cart.ts";
import { pricingOf } from "../pricing/price-cart.ts";
import type { Terms } from "../terms.ts";
import type { Forecast, LowestMargin, Outcome } from "./forecast.ts";
import { cartOf, type Catalogue, type PastOrder } from "./past-order.ts";
import { betweenOf, emptyTally, note, noteMargins, type Tally } from "./tally.ts";

const WEEK_MS = 7 * 86_400_000;

/** The offer among the discounts that orders are priced with. */
const OFFER = "offer";

interface Replaying {
  offer: Pick<Discount, "method" | "terms">;
  /** What it may meet at checkout, and what there would be without it. */
  live: { beside: readonly Discount[]; without: readonly Discount[] };
  catalogue: Catalogue;
  days: number;
  now: number;
}

type Replayed = Omit<Forecast, "live" | "members" | "alone" | "stacked"> & {
  alone: OutcomeOf<Tally["lowest"]>;
  stacked: OutcomeOf<Tally["lowest"]>;
};
type OutcomeOf<Lowest> = Omit<Outcome, "lowestMargin"> & { lowestMargin: Lowest };

/**
 * Prices orders again, one after the other in the order of time: with the offer alone, with it and all live discounts,
 * and with these alone. What an order had off in truth is not counted.
 */
export function replay({ offer, live, catalogue, days, now }: Replaying) {
  const own: Discount = { key: OFFER, ...offer };
  const priceAlone = pricingOf([own]);
  const priceStacked = pricingOf([own, ...live.beside]);
  const priceLive = pricingOf(live.without);
  const mayUse = usesLeft(offer.terms);

  const [alone, stacked] = [emptyTally(), emptyTally()];
  const weeks = Array.from({ length: Math.ceil((days * 86_400_000) / WEEK_MS) }, () => 0);
  const sums = { orders: 0, paidMinor: 0, liveMinor: 0 };
  const units = { all: 0, withCost: 0 };

  function add(order: PastOrder): void {
    const { cart, sources } = cartOf(order, catalogue);
    sums.orders++;
    sums.paidMinor += order.lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
    const ofLive = live.without.length > 0 ? priceLive(cart) : null;
    sums.liveMinor += ofLive?.discountMinor ?? 0;

    const ofOffer = priceAlone(cart);
    const isUsed = ofOffer.discountMinor > 0 && mayUse(order.customerId);
    if (isUsed) {
      note(alone, order, cart, ofOffer);
      noteMargins(alone, order, { cart, sources, priced: ofOffer, key: OFFER });
      countUnits(order, sources, ofOffer);
      const week = weeks.length - 1 - Math.floor((now - order.processedAt) / WEEK_MS);
      weeks[Math.max(0, week)] = (weeks[Math.max(0, week)] ?? 0) + ofOffer.discountMinor;
    }
    const ofStack = !isUsed ? ofLive : ofLive ? priceStacked(cart) : ofOffer;
    if (!ofStack) return;
    note(stacked, order, cart, ofStack);
    noteMargins(stacked, order, { cart, sources, priced: ofStack, key: OFFER });
  }

  function countUnits({ lines }: PastOrder, sources: readonly number[], { lines: off }: Priced) {
    const on = new Set(sources.filter((_, at) => OFFER in (off[at]?.byKey ?? {})));
    for (const source of on) {
      const { quantity = 0, costMinor = null } = lines[source] ?? {};
      units.all += quantity;
      if (costMinor !== null) units.withCost += quantity;
    }
  }

  const result = (): Replayed => ({
    ...{ days, ...sums, units, weeks },
    alone: outcomeOf(alone),
    stacked: outcomeOf(stacked),
  });
  return { add, result };
}

const outcomeOf = (tally: Tally): OutcomeOf<Tally["lowest"]> => ({
  ...{ orders: tally.orders, costMinor: tally.costMinor, revenueMinor: tally.revenueMinor },
  ...{ between: betweenOf(tally), lowestMargin: tally.lowest },
});

/** With the name of the product that has it. */
export const named = (
  { lowestMargin, ...outcome }: OutcomeOf<Tally["lowest"]>,
  titles: ReadonlyMap<number, string>,
): Outcome => ({
  ...outcome,
  lowestMargin: lowestMargin && withTitle(lowestMargin, titles),
});

const withTitle = (
  lowest: NonNullable<Tally["lowest"]>,
  titles: ReadonlyMap<number, string>,
): LowestMargin => ({ ...lowest, title: titles.get(lowest.productId) ?? "" });

/** Whether a customer may still have it, who is counted then: the first to come have what there is. */
function usesLeft({ oncePerCustomer, usageLimit }: Terms): (customerId: number) => boolean {
  const had = new Set<number>();
  let uses = 0;
  return (customerId) => {
    if (usageLimit !== null && uses >= usageLimit) return false;
    if (oncePerCustomer && had.has(customerId)) return false;
    if (oncePerCustomer) had.add(customerId);
    uses++;
    return true;
  };
}
