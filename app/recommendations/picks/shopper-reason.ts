import type { CustomerHistory, Pick, ShopModel } from "./shop-model.ts";

/**
 * What a shopper may be told of a pick, as a code that the storefront has words for. Of themselves it says nothing but
 * what they bought: bought before; goes with something bought; of one kind with something bought; others buy it; new;
 * the merchant's choice.
 */
export type ShopperReason = "again" | "with" | "like" | "popular" | "new" | "chosen";

/** @param boughtKinds of all that the customer bought */
export function shopperReason(
  { productId, reason }: Pick,
  boughtKinds: ReadonlySet<string>,
  { kindOf }: ShopModel,
): ShopperReason {
  switch (reason.kind) {
    case "pinned":
      return "chosen";
    case "again":
    case "again-like-others":
      return "again";
    case "goes-with":
    case "goes-next":
      return "with";
    case "new":
      return "new";
    case "alike":
    case "popular":
    case "segment-likes":
    case "segment-buys":
    case "best-seller":
      return boughtKinds.has(kindOf(productId)) ? "like" : "popular";
  }
}

/** The types of what a customer bought, or the vendors where there are no types. */
export function kindsBought(
  { daysByProduct }: CustomerHistory,
  { kindOf }: ShopModel,
): Set<string> {
  const kinds = new Set([...daysByProduct.keys()].map(kindOf));
  kinds.delete("");
  return kinds;
}
