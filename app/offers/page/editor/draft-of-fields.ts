import { Temporal } from "temporal-polyfill";
import { minorUnitsOf } from "#app/platform/money.ts";
import type { OfferDraft } from "../../draft.ts";
import type { OfferMethod } from "../../offer.ts";
import type { Items, Minimum, Reduction } from "../../terms.ts";
import { isTicked, type ItemsPlace, type OfferFields } from "./fields.ts";

interface Shop {
  timeZone: string;
  currency: string;
}

/** What the merchant asks for. What cannot be read is NaN, and refused with the rest: nothing is rounded or guessed. */
export function draftOf(fields: OfferFields, { timeZone, currency }: Shop): OfferDraft {
  const isByCode = fields.method !== "automatic";
  return {
    segmentId: wholeNumber(fields.segmentId),
    title: fields.title,
    terms: {
      reduction: reductionOf(fields, currency),
      minimum: minimumOf(fields, currency),
      combinesWith: {
        product: isTicked(fields.withProduct),
        order: isTicked(fields.withOrder),
        shipping: isTicked(fields.withShipping),
      },
      oncePerCustomer: isByCode && isTicked(fields.oncePerCustomer),
      usageLimit: isByCode ? orNone(fields.usageLimit, wholeNumber) : null,
    },
    method: methodOf(fields.method),
    code: fields.code,
    startsAt: momentOf(fields.startsAt, timeZone),
    endsAt: orNone(fields.endsAt, (local) => momentOf(local, timeZone)),
    holdoutBasisPoints: fields.holdout.trim() === "" ? 0 : basisPointsOf(fields.holdout),
    quietDays: fields.quietDays.trim() === "" ? 0 : wholeNumber(fields.quietDays),
  };
}

const methodOf = (method: string): OfferMethod =>
  method === "code" || method === "member-codes" ? method : "automatic";

function reductionOf(fields: OfferFields, currency: string): Reduction {
  const money = (text: string) => minorUnitsOf(text, currency) ?? NaN;
  const items = itemsOf(fields, "items");
  switch (fields.kind) {
    case "amount":
      return {
        kind: "amount",
        minor: money(fields.amount),
        eachItem: items.kind !== "all" && isTicked(fields.eachItem),
        items,
      };
    case "free-shipping":
      return { kind: "free-shipping", upToMinor: orNone(fields.shippingUpTo, money) };
    case "buy-x-get-y":
      return {
        kind: "buy-x-get-y",
        buys: {
          ...(fields.buysBy === "amount"
            ? { minor: money(fields.buysAmount) }
            : { quantity: wholeNumber(fields.buysQuantity) }),
          items: itemsOf(fields, "buys"),
        },
        gets: {
          quantity: wholeNumber(fields.getsQuantity),
          items: itemsOf(fields, "gets"),
          basisPoints: basisPointsOf(fields.getsPercent),
        },
        usesPerOrder: orNone(fields.usesPerOrder, wholeNumber),
      };
    default:
      return { kind: "percentage", basisPoints: basisPointsOf(fields.percent), items };
  }
}

/** What must be bought for a gift is its minimum already. */
function minimumOf(fields: OfferFields, currency: string): Minimum {
  if (fields.kind === "buy-x-get-y") return null;
  switch (fields.minimum) {
    case "subtotal":
      return { kind: "subtotal", minor: minorUnitsOf(fields.minimumAmount, currency) ?? NaN };
    case "quantity":
      return { kind: "quantity", quantity: wholeNumber(fields.minimumQuantity) };
    default:
      return null;
  }
}

function itemsOf(fields: OfferFields, place: ItemsPlace): Items {
  switch (fields[`${place}On`]) {
    case "products":
      return { kind: "products", productIds: idsOf(fields[`${place}Products`]) };
    case "collections":
      return { kind: "collections", collectionIds: idsOf(fields[`${place}Collections`]) };
    default:
      return { kind: "all" };
  }
}

/** Ids between commas, as the form keeps them. */
export const idsOf = (text: string): number[] =>
  text
    .split(",")
    .filter((id) => id !== "")
    .map(wholeNumber);

const orNone = (text: string, read: (text: string) => number) =>
  text.trim() === "" ? null : read(text);

const wholeNumber = (text: string) => (/^\d{1,16}$/.test(text.trim()) ? Number(text) : NaN);

function basisPointsOf(percent: string): number {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(percent.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : NaN;
}

/** A local time that a change of the clock skips is taken as the one after it. */
function momentOf(local: string, timeZone: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return NaN;
  }
}
