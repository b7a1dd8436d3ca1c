import type { Format } from "#app/ui/format.ts";
import { ENOUGH_ORDERS, type Forecast, type LowestMargin, type MembersTaken } from "./forecast.ts";

/** What a forecast says, sentence by sentence, the most important first. */
export function forecastSentences(forecast: Forecast, format: Format): string[] {
  const { days, orders, alone, paidMinor } = forecast;
  if (orders === 0) {
    return [`No order of the last ${days} days came from a member: nothing can be said yet.`];
  }
  const placed = `Members placed ${orderText(orders, format)} in the last ${days} days and paid ${format.money(paidMinor)}.`;
  if (alone.orders === 0) return [placed, "This offer would have taken nothing off any of them."];
  return [
    placed,
    `This offer alone would have taken ${format.money(alone.costMinor)} off ${orderText(alone.orders, format)}: ${format.money(Math.round(alone.costMinor / alone.orders))} an order.`,
    nextTime(forecast, format),
    ...stackSentences(forecast, format),
  ];
}

function nextTime({ days, alone }: Forecast, format: Format): string {
  if (!alone.between) {
    return `Fewer than ${ENOUGH_ORDERS} orders: too few to say what the next ${days} days would cost.`;
  }
  const [low, high] = alone.between;
  return `Another ${days} days like these would cost between ${format.money(low)} and ${format.money(high)}.`;
}

function stackSentences({ live, stacked, liveMinor }: Forecast, format: Format): string[] {
  if (live.reckoned === 0) return [];
  const others = live.reckoned === 1 ? "the live discount" : `the ${live.reckoned} live discounts`;
  return [
    `Beside ${others}, in the combination that costs most and that Shopify would allow: ${format.money(stacked.costMinor)}, of which ${format.money(liveMinor)} without this offer.`,
  ];
}

const orderText = (orders: number, format: Format) =>
  orders === 1 ? "1 order" : `${format.count(orders)} orders`;

/** What a forecast takes for granted, and what it leaves out. */
export function forecastAssumptions(forecast: Forecast, format: Format): string[] {
  const { members, live } = forecast;
  return [
    "Nobody is taken to buy more, or more often, because of the offer.",
    membersText(members, format),
    "Orders are taken as they were placed, before their own discounts: where an order had one, a line's price is today's, as far as that fits what was taken off.",
    ...(live.unknown.length > 0
      ? [
          `Not reckoned with, since only Shopify or another app knows what they come to: ${live.unknown.join(", ")}.`,
        ]
      : []),
  ];
}

function membersText(members: MembersTaken, format: Format): string {
  const kept = "An order counts if its customer was in the segment when they placed it";
  if (members.kind === "as-kept") return `${kept}.`;
  const before = `${kept}; before ${format.date(members.since)}, when the segment began to be kept,`;
  return members.before === "by-purchases"
    ? `${before} if they would have been in it at the beginning of that month, by what they had bought.`
    : `${before} if they are in it now.`;
}

/** Where a margin was lowest. */
export const placeText = ({ title }: LowestMargin): string =>
  `On ${title === "" ? "a product that is gone" : title}.`;

export function coverageText({ units }: Forecast, format: Format): string {
  if (units.all === 0) return "It takes nothing off products.";
  return `Costs are known of ${format.percent(units.withCost / units.all)} of the pieces that it would have been on.`;
}
