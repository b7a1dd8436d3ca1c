import { codesOf, findDiscountByCode } from "../../../checkout/discount-store.ts";
import type { CombinesWith, Context, Discount, Items, Terms } from "../../../checkout/discount.ts";
import type { Store } from "../../../store/open-store.ts";
import { FieldRefusal } from "../../resolver.ts";
import type { DiscountInput } from "./input.ts";
import { readBuys, readGot, readUses } from "./read-bxgy.ts";
import { readItems } from "./read-items.ts";
import { readAmountOff, readFreeShipping, readMinimum } from "./read-value.ts";
import { readContext } from "./read-whom.ts";
import { Reading, type DiscountUserError } from "./reading.ts";

export type Revised =
  /** `code` is what its first code becomes; null: as it is, or none. */
  | { readonly kind: "revised"; readonly discount: Discount; readonly code: string | null }
  | { readonly kind: "refused"; readonly errors: readonly DiscountUserError[] };

const MAX_TITLE = 255;

/**
 * What a discount becomes by an input: fields left out stay as they are. All faults come at once, in the order in which
 * Shopify reports them. @throws FieldRefusal for the contradictions that Shopify answers with a GraphQL error
 */
export function revise(
  store: Store,
  before: Discount,
  input: DiscountInput,
  root: string,
): Revised {
  const reading = new Reading(store, before, input, root);
  const read = readAll(reading);
  return reading.faults.length > 0
    ? { kind: "refused", errors: reading.faults }
    : { kind: "revised", ...read };
}

function readAll(reading: Reading): { discount: Discount; code: string | null } {
  const { before, input, store } = reading;
  demandNoTagTwice(reading);
  const context = readContext(reading);
  if (reading.faults.length > 0) return { discount: before, code: null };
  const startsAt = input.startsAt ? Date.parse(input.startsAt) : before.startsAt;
  const endsAt =
    input.endsAt === undefined
      ? before.endsAt
      : input.endsAt === null
        ? null
        : Date.parse(input.endsAt);
  const offered = readOffered(reading, context);
  // Of automatic free shipping Shopify reports this one alone.
  if (offered === null) return { discount: before, code: null };
  const title = readTitle(reading);
  const terms = offered.finish();
  const code = readCode(reading);
  if (endsAt !== null && endsAt <= startsAt)
    reading.refuse(["endsAt"], "Ends at needs to be after starts_at", "INVALID");
  const discount = {
    ...before,
    title,
    startsAt,
    endsAt,
    terms,
    usageLimit: readUsageLimit(reading),
    oncePerCustomer: input.appliesOncePerCustomer ?? before.oncePerCustomer,
    updatedAt: store.now(),
  };
  return { discount, code };
}

/** What is given, by kind. What Shopify looks at only after the title is left to `finish`. */
function readOffered(reading: Reading, context: Context): { finish(): Terms } | null {
  const { value } = reading.before.terms;
  switch (value.kind) {
    case "free-shipping": {
      const combinesWith = readCombinesWith(reading, { kind: "all" });
      if (combinesWith.shippingDiscounts) {
        const message = "The combinesWith settings are not valid for the discount class.";
        reading.refuse(["combinesWith"], message, "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS");
        if (reading.before.method === "automatic") return null;
      }
      const items: Items = { kind: "all" };
      const terms = {
        items,
        combinesWith,
        value: readFreeShipping(reading, value),
        minimum: readMinimum(reading),
        context,
      };
      return { finish: () => terms };
    }
    case "bxgy": {
      const { items, getsQuantity, effect } = readGot(reading, value);
      const combinesWith = readCombinesWith(reading, items);
      return {
        finish: () => {
          const buys = readBuys(reading, value.buys);
          const usesPerOrder = readUses(reading, value.usesPerOrder);
          return {
            items,
            combinesWith,
            value: { kind: "bxgy", buys, getsQuantity, effect, usesPerOrder },
            minimum: null,
            context,
          };
        },
      };
    }
    case "percentage":
    case "amount": {
      const items = readItems(reading, reading.input.customerGets?.items, before(reading).items, [
        "customerGets",
        "items",
      ]);
      const combinesWith = readCombinesWith(reading, items);
      const off = readAmountOff(reading);
      const terms = { items, combinesWith, value: off, minimum: readMinimum(reading), context };
      return { finish: () => terms };
    }
  }
}

const before = (reading: Reading): Terms => reading.before.terms;

function demandNoTagTwice({ input }: Reading): void {
  const tags = input.combinesWith?.productDiscountsWithTagsOnSameCartLine;
  if (!tags?.add?.some((tag) => tags.remove?.includes(tag))) return;
  throw new FieldRefusal(
    "BAD_REQUEST",
    "The same tag is present in both `add` and `remove` fields of `productDiscountsWithTagsOnSameCartLine`.",
  );
}

function readTitle(reading: Reading): string {
  const title = reading.input.title ?? reading.before.title;
  if (title.trim() === "") reading.refuse(["title"], "Title can't be blank", "BLANK");
  demandShort(reading, title, "title", "Title");
  return title;
}

function demandShort(reading: Reading, text: string, field: string, subject: string): void {
  if (text.length <= MAX_TITLE) return;
  const message = `${subject} is too long (maximum is ${String(MAX_TITLE)} characters)`;
  reading.refuse([field], message, "TOO_LONG");
}

function readCode(reading: Reading): string | null {
  const { before, store } = reading;
  if (before.method === "automatic") return null;
  const code = reading.input.code ?? undefined;
  if (code === undefined && codesOf(store, before.id, 1).length > 0) return null;
  if (code === undefined || code.trim() === "") {
    reading.refuse(["code"], "Code can't be blank", "BLANK");
    return null;
  }
  demandShort(reading, code, "code", "Code");
  const owner = findDiscountByCode(store, code);
  if (owner !== undefined && owner.id !== before.id)
    reading.refuse(["code"], "Code must be unique. Please try a different code.", "TAKEN");
  return code;
}

function readUsageLimit(reading: Reading): number | null {
  const { usageLimit } = reading.input;
  if (usageLimit === undefined) return reading.before.usageLimit;
  if (usageLimit !== null && usageLimit < 1)
    reading.refuse(["usageLimit"], "Usage limit must be greater than 0", "GREATER_THAN");
  return usageLimit;
}

function readCombinesWith(reading: Reading, items: Items): CombinesWith {
  const asked = reading.input.combinesWith;
  if (asked?.productDiscountsWithTagsOnSameCartLine) {
    const field = ["combinesWith", "productDiscountsWithTagsOnSameCartLine"];
    if (reading.store.plan !== "plus") {
      const message =
        "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.";
      const code = "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED";
      reading.refuse(field, message, code);
    }
    if (items.kind === "all") {
      const message =
        "Combines with product discounts with tags on same cart line is only valid for discounts with the PRODUCT discount class";
      const code = "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS";
      reading.refuse(field, message, code);
    }
  }
  const { combinesWith } = reading.before.terms;
  return {
    productDiscounts: asked?.productDiscounts ?? combinesWith.productDiscounts,
    orderDiscounts: asked?.orderDiscounts ?? combinesWith.orderDiscounts,
    shippingDiscounts: asked?.shippingDiscounts ?? combinesWith.shippingDiscounts,
  };
}
