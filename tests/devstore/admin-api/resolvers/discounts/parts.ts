import type {
  BuyXGetY,
  Destination,
  Effect,
  Items,
  Minimum,
  Terms,
} from "../../../checkout/discount.ts";
import type { Store } from "../../../store/open-store.ts";
import { amountText, moneyV2 } from "../../money.ts";

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

export function itemsOf(items: Items): object {
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

/** `customerGets.value`; free shipping has none. */
export function valueOf({ value }: Terms, store: Store): object | null {
  switch (value.kind) {
    case "percentage":
      return percentageOf(value.percentage);
    case "amount":
      return amountOf(value.amountMinor, value.onEachItem, store);
    case "bxgy":
      return {
        __typename: "DiscountOnQuantity",
        quantity: { quantity: String(value.getsQuantity) },
        effect: effectOf(value.effect, store),
      };
    case "free-shipping":
      return null;
  }
}

const effectOf = (effect: Effect, store: Store): object =>
  effect.kind === "percentage"
    ? percentageOf(effect.percentage)
    : amountOf(effect.amountMinor, true, store);

const percentageOf = (percentage: number): object => ({
  __typename: "DiscountPercentage",
  percentage,
});
const amountOf = (minor: number, appliesOnEachItem: boolean, store: Store): object => ({
  __typename: "DiscountAmount",
  amount: moneyV2(minor, store),
  appliesOnEachItem,
});

export function buysOf({ buys }: BuyXGetY, store: Store): object {
  return {
    isOneTimePurchase: true,
    isSubscription: false,
    items: itemsOf(buys.items),
    value:
      buys.kind === "quantity"
        ? { __typename: "DiscountQuantity", quantity: String(buys.quantity) }
        : { __typename: "DiscountPurchaseAmount", amount: amountText(buys.minor, store.currency) },
  };
}

export function destinationOf(destination: Destination): object {
  return destination.kind === "all"
    ? { __typename: "DiscountCountryAll", allCountries: true }
    : {
        __typename: "DiscountCountries",
        countries: destination.countries,
        includeRestOfWorld: destination.restOfWorld,
      };
}

export function minimumOf(minimum: Minimum | null, store: Store): object | null {
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
