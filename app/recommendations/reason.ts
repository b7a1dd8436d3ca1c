import { z } from "zod";

/** Why a product stands where it stands: the kind, and the numbers that made it so. Days are the shop's, absolute. */
export const Reason = z.discriminatedUnion("kind", [
  /** The customer buys it again and again, and it is due. */
  z.object({
    kind: z.literal("again"),
    times: z.int(),
    everyDays: z.int(),
    lastDay: z.int(),
  }),
  /** Goes with something that the customer bought. */
  z.object({
    kind: z.literal("goes-with"),
    productId: z.int(),
    together: z.int(),
    ordersWith: z.int(),
    lift: z.number(),
  }),
  /** Sold well to whom the shelf is for: a segment's handle, or `everyone`. */
  z.object({
    kind: z.literal("best-seller"),
    handle: z.string(),
    units: z.int(),
    days: z.int(),
  }),
]);
export type Reason = z.infer<typeof Reason>;

interface Words {
  today: number;
  titleOf: (productId: number) => string;
}

/** A reason in words, for merchants. Shoppers never see it. */
export function reasonText(reason: Reason, { today, titleOf }: Words): string {
  switch (reason.kind) {
    case "again": {
      const ago = today - reason.lastDay;
      return `Bought ${reason.times} times, about every ${days(reason.everyDays)}, last ${days(ago)} ago`;
    }
    case "goes-with": {
      const { together, ordersWith, lift, productId } = reason;
      return `${together} of ${ordersWith} orders with ${titleOf(productId)} had it too, ${lift} times more than by chance`;
    }
    case "best-seller": {
      const whose = reason.handle === "everyone" ? "all customers" : "this segment";
      return `${figure.format(reason.units)} sold to ${whose} in ${days(reason.days)}; newer orders count more`;
    }
  }
}

/** The words are English, and so are their figures. */
const figure = new Intl.NumberFormat("en");

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);
