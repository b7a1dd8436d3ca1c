import { Temporal } from "temporal-polyfill";
import { decimalText } from "#app/platform/money.ts";
import type { Offer } from "../../offer.ts";
import type { Items, Minimum, Reduction } from "../../terms.ts";

/** An empty form: every field as the text that stands in it. A tick is "yes" or nothing, ids stand between commas. */
const BLANK = {
  title: "",
  segmentId: "",
  kind: "percentage",
  percent: "10",
  amount: "",
  eachItem: "",
  itemsOn: "all",
  itemsProducts: "",
  itemsCollections: "",
  shippingUpTo: "",
  buysBy: "quantity",
  buysQuantity: "2",
  buysAmount: "",
  buysOn: "products",
  buysProducts: "",
  buysCollections: "",
  getsQuantity: "1",
  getsPercent: "100",
  getsOn: "products",
  getsProducts: "",
  getsCollections: "",
  usesPerOrder: "",
  minimum: "none",
  minimumAmount: "",
  minimumQuantity: "",
  withProduct: "",
  withOrder: "",
  withShipping: "",
  method: "automatic",
  code: "",
  oncePerCustomer: "",
  usageLimit: "",
  startsAt: "",
  endsAt: "",
  holdout: "10",
  quietDays: "14",
  confirmed: "",
};

export type FieldName = keyof typeof BLANK;
/** The form as it is typed; moments as `2026-11-21T10:00` in the shop's zone, amounts in its currency. */
export type OfferFields = Record<FieldName, string>;
/** The three places that say what something is on. */
export type ItemsPlace = "items" | "buys" | "gets";

interface Shop {
  timeZone: string;
  currency: string;
}

const isFieldName = (name: string): name is FieldName => Object.hasOwn(BLANK, name);

/** What was sent; what was not is as in an empty form. */
export function fieldsOf(form: FormData): OfferFields {
  const fields: OfferFields = { ...BLANK };
  for (const [name, value] of form) {
    if (isFieldName(name) && typeof value === "string") fields[name] = value;
  }
  return fields;
}

/** Ten per cent off everything from this minute on, to begin with. */
export const firstFields = ({
  now,
  timeZone,
  segmentId,
  quietDays = Number(BLANK.quietDays),
}: {
  now: number;
  timeZone: string;
  segmentId: string;
  quietDays?: number;
}): OfferFields => ({
  ...{ ...BLANK, segmentId, quietDays: String(quietDays) },
  startsAt: localText(now, timeZone),
});

/** An offer as the form says it: reading them again gives the same offer. */
export function fieldsOfOffer(offer: Offer, { timeZone, currency }: Shop): OfferFields {
  const { terms } = offer;
  const money = (minor: number) => decimalText(minor, currency);
  return {
    ...BLANK,
    title: offer.title,
    segmentId: String(offer.segmentId),
    ...reductionFields(terms.reduction, money),
    ...minimumFields(terms.minimum, money),
    withProduct: tick(terms.combinesWith.product),
    withOrder: tick(terms.combinesWith.order),
    withShipping: tick(terms.combinesWith.shipping),
    method: offer.method,
    code: offer.code ?? "",
    oncePerCustomer: tick(terms.oncePerCustomer),
    usageLimit: terms.usageLimit === null ? "" : String(terms.usageLimit),
    startsAt: localText(offer.startsAt, timeZone),
    endsAt: offer.endsAt === null ? "" : localText(offer.endsAt, timeZone),
    holdout: hundredths(offer.holdoutBasisPoints),
    quietDays: String(offer.quietDays),
    confirmed: offer.confirmed.join(","),
  };
}

type SomeFields = Partial<OfferFields>;

function reductionFields(reduction: Reduction, money: (minor: number) => string): SomeFields {
  const { kind } = reduction;
  switch (kind) {
    case "percentage":
      return {
        kind,
        percent: hundredths(reduction.basisPoints),
        ...itemsFields("items", reduction.items),
      };
    case "amount":
      return {
        kind,
        amount: money(reduction.minor),
        eachItem: tick(reduction.eachItem),
        ...itemsFields("items", reduction.items),
      };
    case "free-shipping":
      return { kind, shippingUpTo: reduction.upToMinor === null ? "" : money(reduction.upToMinor) };
    case "buy-x-get-y": {
      const { buys, gets, usesPerOrder } = reduction;
      return {
        kind,
        ...("quantity" in buys
          ? { buysBy: "quantity", buysQuantity: String(buys.quantity) }
          : { buysBy: "amount", buysAmount: money(buys.minor) }),
        ...itemsFields("buys", buys.items),
        getsQuantity: String(gets.quantity),
        getsPercent: hundredths(gets.basisPoints),
        ...itemsFields("gets", gets.items),
        usesPerOrder: usesPerOrder === null ? "" : String(usesPerOrder),
      };
    }
  }
}

function itemsFields(place: ItemsPlace, items: Items): SomeFields {
  switch (items.kind) {
    case "all":
      return { [`${place}On`]: "all" };
    case "products":
      return { [`${place}On`]: "products", [`${place}Products`]: items.productIds.join(",") };
    case "collections":
      return {
        [`${place}On`]: "collections",
        [`${place}Collections`]: items.collectionIds.join(","),
      };
  }
}

function minimumFields(minimum: Minimum, money: (minor: number) => string): SomeFields {
  if (minimum === null) return { minimum: "none" };
  return minimum.kind === "subtotal"
    ? { minimum: "subtotal", minimumAmount: money(minimum.minor) }
    : { minimum: "quantity", minimumQuantity: String(minimum.quantity) };
}

/** The codes of findings that the merchant has confirmed. */
export const confirmedIn = ({ confirmed }: OfferFields): string[] =>
  confirmed.split(",").filter((code) => code !== "");

export const isTicked = (value: string) => value === "yes";
export const tick = (on: boolean) => (on ? "yes" : "");

/** Hundredths of a per cent as typed: 1250 is "12.5". */
const hundredths = (basisPoints: number) => String(basisPoints / 100);

const localText = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
