import { classOf, type Terms } from "../../terms.ts";

/** Whether two discounts may stand in one order, and if not, whose wish that is. */
export type Standing = "combine" | "they-refuse" | "we-refuse" | "both-refuse";

/**
 * Two combine if each accepts the other's class ("BOTH must be configured": help.shopify.com, "Combining discounts");
 * what one of them alone accepts does not combine, and no page of Shopify's says so.
 */
export function standingOf(ours: Terms, theirs: Terms): Standing {
  const weAccept = ours.combinesWith[classOf(theirs)];
  const theyAccept = theirs.combinesWith[classOf(ours)];
  if (weAccept) return theyAccept ? "combine" : "they-refuse";
  return theyAccept ? "we-refuse" : "both-refuse";
}

/** Whether both take from what is paid for goods: then they add up. */
export const takeFromGoods = (ours: Terms, theirs: Terms): boolean =>
  [ours, theirs].every((terms) => classOf(terms) !== "shipping");
