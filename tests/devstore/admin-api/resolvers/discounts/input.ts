import type { CombinesWith } from "../../../checkout/discount.ts";

/** Lists of gids to add and to take away. */
export interface Changes {
  readonly add?: readonly string[] | null;
  readonly remove?: readonly string[] | null;
}
/** Decimal and UnsignedInt64 come as text or as number. */
type Numeric = string | number | null;

export interface ItemsInput {
  readonly all?: boolean | null;
  readonly products?: {
    readonly productsToAdd?: readonly string[] | null;
    readonly productsToRemove?: readonly string[] | null;
    readonly productVariantsToAdd?: readonly string[] | null;
    readonly productVariantsToRemove?: readonly string[] | null;
  } | null;
  readonly collections?: Changes | null;
}

/** What the inputs of all kinds have between them; codes and their limits only the codes', uses of an order only buy X get Y. */
export interface DiscountInput {
  readonly title?: string | null;
  readonly code?: string | null;
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly usageLimit?: number | null;
  readonly appliesOncePerCustomer?: boolean | null;
  readonly combinesWith?:
    | (Partial<CombinesWith> & { readonly productDiscountsWithTagsOnSameCartLine?: Changes | null })
    | null;
  readonly context?: {
    readonly all?: string | null;
    readonly customers?: Changes | null;
    readonly customerSegments?: Changes | null;
    readonly markets?: Changes | null;
  } | null;
  readonly customerSelection?: {
    readonly all?: boolean | null;
    readonly customers?: Changes | null;
    readonly customerSegments?: Changes | null;
  } | null;
  readonly minimumRequirement?: {
    readonly quantity?: { readonly greaterThanOrEqualToQuantity?: Numeric } | null;
    readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: Numeric } | null;
  } | null;
  readonly customerGets?: {
    readonly value?: {
      readonly percentage?: number | null;
      readonly discountAmount?: {
        readonly amount?: Numeric;
        readonly appliesOnEachItem?: boolean | null;
      } | null;
      readonly discountOnQuantity?: {
        readonly quantity?: Numeric;
        readonly effect?: { readonly percentage?: number | null; readonly amount?: Numeric } | null;
      } | null;
    } | null;
    readonly items?: ItemsInput | null;
    readonly appliesOnOneTimePurchase?: boolean | null;
    readonly appliesOnSubscription?: boolean | null;
  } | null;
  readonly customerBuys?: {
    readonly value?: { readonly quantity?: Numeric; readonly amount?: Numeric } | null;
    readonly items?: ItemsInput | null;
  } | null;
  readonly usesPerOrderLimit?: Numeric;
  readonly destination?: {
    readonly all?: boolean | null;
    readonly countries?: (Changes & { readonly includeRestOfWorld?: boolean | null }) | null;
  } | null;
  readonly maximumShippingPrice?: Numeric;
}
