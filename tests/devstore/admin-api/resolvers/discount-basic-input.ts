import type { CombinesWith } from "../../checkout/discount.ts";

/** Lists of gids to add and to take away. */
export interface Changes {
  readonly add?: readonly string[] | null;
  readonly remove?: readonly string[] | null;
}

/** What both basic inputs have; `code` and its limits only the code's. */
export interface BasicInput {
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
    readonly quantity?: { readonly greaterThanOrEqualToQuantity?: string | number | null } | null;
    readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: string | number | null } | null;
  } | null;
  readonly customerGets?: {
    readonly value?: {
      readonly percentage?: number | null;
      readonly discountAmount?: {
        readonly amount?: string | number | null;
        readonly appliesOnEachItem?: boolean | null;
      } | null;
      readonly discountOnQuantity?: object | null;
    } | null;
    readonly items?: {
      readonly all?: boolean | null;
      readonly products?: {
        readonly productsToAdd?: readonly string[] | null;
        readonly productsToRemove?: readonly string[] | null;
        readonly productVariantsToAdd?: readonly string[] | null;
        readonly productVariantsToRemove?: readonly string[] | null;
      } | null;
      readonly collections?: Changes | null;
    } | null;
  } | null;
}
