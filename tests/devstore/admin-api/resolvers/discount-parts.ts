import type { Terms } from "../../checkout/discount.ts";
import type { Store } from "../../store/open-store.ts";
import { moneyV2 } from "../money.ts";

export function contextOf({ context }: Terms): {
  __typename: string;
  ids?: readonly number[];
  all?: string;
} {
  switch (context.kind) {
    case "all":
      return { __typename: "DiscountBuyerSelectionAll", all: "ALL" };
    case "customers":
      return { __typename: "DiscountCustomers", ids: context.customerIds };
    case "segments":
      return { __typename: "DiscountCustomerSegments", ids: context.segmentIds };
  }
}

export function itemsOf({ items }: Terms): object {
  switch (items.kind) {
    case "all":
      return { __typename: "AllDiscountItems", allItems: true };
    case "products":
      return {
        __typename: "DiscountProducts",
        productIds: items.productIds,
        variantIds: items.variantIds,
      };
    case "collections":
      return { __typename: "DiscountCollections", ids: items.collectionIds };
  }
}

export function valueOf({ value }: Terms, store: Store): object {
  return value.kind === "percentage"
    ? { __typename: "DiscountPercentage", percentage: value.percentage }
    : {
        __typename: "DiscountAmount",
        amount: moneyV2(value.amountMinor, store),
        appliesOnEachItem: value.onEachItem,
      };
}

export function minimumOf({ minimum }: Terms, store: Store): object | null {
  if (minimum === null) return null;
  return minimum.kind === "subtotal"
    ? {
        __typename: "DiscountMinimumSubtotal",
        greaterThanOrEqualToSubtotal: moneyV2(minimum.minor, store),
      }
    : {
        __typename: "DiscountMinimumQuantity",
        greaterThanOrEqualToQuantity: String(minimum.quantity),
      };
}
