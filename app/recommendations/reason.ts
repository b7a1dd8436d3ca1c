import { z } from "zod";

const companion = { productId: z.int(), together: z.int(), ordersWith: z.int(), lift: z.number() };

/** Why a product stands where it stands: the kind, and the numbers that made it so. Days are the shop's, absolute. */
export const Reason = z.discriminatedUnion("kind", [
  /** The merchant wants it there. */
  z.object({ kind: z.literal("pinned") }),
  /** The customer buys it again and again, and it is due. */
  z.object({ kind: z.literal("again"), times: z.int(), everyDays: z.int(), lastDay: z.int() }),
  /** Bought once, of what others buy again: the per cent of those who came back. */
  z.object({
    kind: z.literal("again-like-others"),
    ...{ everyDays: z.int(), lastDay: z.int(), share: z.int() },
  }),
  /** Goes with something that the customer bought: in one order, or in the next. */
  z.object({ kind: z.literal("goes-with"), ...companion }),
  z.object({ kind: z.literal("goes-next"), ...companion }),
  /** What the most similar customers bought in their latest order: how much of their votes, in per cent. */
  z.object({ kind: z.literal("alike"), percent: z.int() }),
  /** What many customers bought. */
  z.object({ kind: z.literal("popular"), customers: z.int() }),
  /** New, and of a type or vendor that the customer bought so often. */
  z.object({ kind: z.literal("new"), of: z.string(), bought: z.int() }),
  /** Bought by this segment's members more than by others. */
  z.object({
    kind: z.literal("segment-likes"),
    ...{ buyers: z.int(), members: z.int(), times: z.number(), days: z.int() },
  }),
  /** Bought by this segment's members as by others. */
  z.object({
    kind: z.literal("segment-buys"),
    ...{ buyers: z.int(), members: z.int(), days: z.int() },
  }),
  /** Sold well to whom the shelf is for: a segment's handle, or `everyone`. */
  z.object({
    kind: z.literal("best-seller"),
    ...{ handle: z.string(), units: z.int(), days: z.int() },
  }),
]);
export type Reason = z.infer<typeof Reason>;

interface Words {
  today: number;
  titleOf: (productId: number) => string;
}

/** A reason in words, for merchants. */
export function reasonText(reason: Reason, { today, titleOf }: Words): string {
  switch (reason.kind) {
    case "pinned":
      return "Pinned by you";
    case "again":
      return `Bought ${reason.times} times, about every ${days(reason.everyDays)}, last ${days(today - reason.lastDay)} ago`;
    case "again-like-others":
      return `Bought once, ${days(today - reason.lastDay)} ago; ${reason.share}% of those who come back buy it again, after about ${days(reason.everyDays)}`;
    case "goes-with":
      return `${reason.together} of ${reason.ordersWith} orders with ${titleOf(reason.productId)} had it too, ${reason.lift} times more than by chance`;
    case "goes-next":
      return `After ${titleOf(reason.productId)}, ${reason.together} of ${reason.ordersWith} next orders had it, ${reason.lift} times more than by chance`;
    case "alike":
      return `${reason.percent}% of the most similar customers bought it in their latest order`;
    case "popular":
      return `Bought by ${reason.customers === 1 ? "1 customer" : `${figure.format(reason.customers)} customers`}`;
    case "new":
      return `New, and of ${reason.of}, bought ${reason.bought} times`;
    case "segment-likes":
      return `Bought by ${figure.format(reason.buyers)} of ${figure.format(reason.members)} buyers in this segment in ${days(reason.days)}, ${reason.times} times as often as in the shop`;
    case "segment-buys":
      return `Bought by ${figure.format(reason.buyers)} of ${figure.format(reason.members)} buyers in this segment in ${days(reason.days)}`;
    case "best-seller": {
      const whose = reason.handle === "everyone" ? "all customers" : "this segment";
      return `${figure.format(reason.units)} sold to ${whose} in ${days(reason.days)}; newer orders count more`;
    }
  }
}

/** The words are English, and so are their figures. */
const figure = new Intl.NumberFormat("en");

const days = (count: number) => (count === 1 ? "1 day" : `${figure.format(count)} days`);
