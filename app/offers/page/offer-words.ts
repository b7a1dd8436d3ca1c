import type { Format } from "#app/ui/format.ts";
import type { OfferMethod } from "../offer.ts";
import { classOf, type DiscountClass, type Items, type Terms } from "../terms.ts";

/** What products and collections are called, by their ids. */
export interface Titles {
  products: Record<number, string>;
  collections: Record<number, string>;
}

export const NO_TITLES: Titles = { products: {}, collections: {} };

type Words = Pick<Format, "basisPoints" | "money" | "count" | "moment">;

/** What stands where a figure is not said yet. */
const UNSAID = "…";

/** What is given, and on what: "10% off Tea". What has not been said yet is "…". */
export function reductionWords(
  { reduction }: Pick<Terms, "reduction">,
  titles: Titles,
  format: Words,
): string {
  const { percent, money, count } = said(format);
  switch (reduction.kind) {
    case "percentage":
      return `${percent(reduction.basisPoints)} off ${itemsWords(reduction.items, titles)}`;
    case "amount": {
      const off = `${money(reduction.minor)} off`;
      if (reduction.items.kind === "all") return `${off} the order`;
      const each = reduction.eachItem ? "each unit of " : "";
      return `${off} ${each}${itemsWords(reduction.items, titles)}`;
    }
    case "free-shipping":
      return reduction.upToMinor === null
        ? "free shipping"
        : `free shipping at rates up to ${money(reduction.upToMinor)}`;
    case "buy-x-get-y": {
      const { buys, gets, usesPerOrder } = reduction;
      const bought =
        "quantity" in buys ? `buy ${count(buys.quantity)} of` : `spend ${money(buys.minor)} on`;
      const off = gets.basisPoints === FREE ? "free" : `at ${percent(gets.basisPoints)} off`;
      const times = usesPerOrder === null ? "" : `, up to ${timesWords(count(usesPerOrder))} in an order`; // prettier-ignore
      return `${bought} ${itemsWords(buys.items, titles)}, get ${count(gets.quantity)} of ${itemsWords(gets.items, titles)} ${off}${times}`;
    }
  }
}

const FREE = 10_000;

const said = (format: Words) => {
  const or = (write: (n: number) => string) => (n: number) => (Number.isNaN(n) ? UNSAID : write(n));
  return {
    percent: or(format.basisPoints),
    money: or(format.money),
    count: or(format.count),
    moment: or(format.moment),
  };
};

const timesWords = (times: string) => (times === "1" ? "once" : `${times} times`);

/** The first few by name, and how many more. */
const NAMED = 2;

function itemsWords(items: Items, titles: Titles): string {
  if (items.kind === "all") return "everything";
  const ids = items.kind === "products" ? items.productIds : items.collectionIds;
  if (ids.length === 0) return UNSAID;
  const names = ids
    .slice(0, ids.length === NAMED + 1 ? NAMED + 1 : NAMED)
    .map((id) => titles[items.kind][id] ?? `${SINGULAR[items.kind]} ${id}`);
  const more = ids.length - names.length;
  return listed(more > 0 ? [...names, `${more} more`] : names);
}

const SINGULAR = { products: "product", collections: "collection" };

const listed = (all: readonly string[]) =>
  all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;

/** What must be in the cart first; nothing for no minimum. */
export function minimumWords({ minimum }: Pick<Terms, "minimum">, format: Words): string {
  if (minimum === null) return "";
  const { money, count } = said(format);
  return minimum.kind === "subtotal"
    ? `on carts of ${money(minimum.minor)} or more`
    : `on carts of ${count(minimum.quantity)} pieces or more`;
}

/** How a member comes by it. */
export function methodWords(method: OfferMethod, code: string | null): string {
  switch (method) {
    case "automatic":
      return "applied at checkout by itself";
    case "code":
      return `with the code ${code?.trim() ? code.trim() : UNSAID}`;
    case "member-codes":
      return "with a code of their own";
  }
}

/** What discounts of each class are, as a merchant meets them. */
export const CLASSES: Record<DiscountClass, { name: string; explains: string }> = {
  product: {
    name: "product discounts",
    explains: "off named products or collections, and gifts",
  },
  order: { name: "order discounts", explains: "off the whole order" },
  shipping: { name: "shipping discounts", explains: "free shipping" },
};

export const DISCOUNT_CLASSES = Object.keys(CLASSES) as readonly DiscountClass[];

/** Shopify never takes shipping off twice. */
export const canStandBeside = (terms: Pick<Terms, "reduction">, other: DiscountClass): boolean =>
  !(classOf(terms) === "shipping" && other === "shipping");

/** What it may stand beside, as the end of a sentence. */
export function combinesWords(terms: Pick<Terms, "reduction" | "combinesWith">): string {
  const beside = DISCOUNT_CLASSES.filter(
    (one) => terms.combinesWith[one] && canStandBeside(terms, one),
  );
  return beside.length === 0
    ? "does not combine with other discounts"
    : `combines with ${listed(beside.map((one) => CLASSES[one].name))} that allow it`;
}

export interface Said {
  terms: Terms;
  method: OfferMethod;
  code: string | null;
  startsAt: number;
  endsAt: number | null;
  holdoutBasisPoints: number;
  segmentName: string;
  members: number;
}

/** The whole offer, in two sentences. */
export function offerWords(offer: Said, titles: Titles, format: Words): string {
  const { terms, segmentName, members, startsAt, endsAt } = offer;
  const { percent, moment, count } = said(format);
  const first = [
    `${reductionWords(terms, titles, format)} for the ${count(members)} ${members === 1 ? "member" : "members"} of ${segmentName || UNSAID}`,
    minimumWords(terms, format),
    methodWords(offer.method, offer.code),
    limitsWords(offer, count),
    `from ${moment(startsAt)}${endsAt === null ? ", without an end" : ` until ${moment(endsAt)}`}`,
  ].filter(Boolean);
  const kept =
    offer.holdoutBasisPoints === 0
      ? ""
      : ` ${percent(offer.holdoutBasisPoints)} of the members do not get it, so that you can see what it does.`;
  return `${capital(first.join(", "))}; it ${combinesWords(terms)}.${kept}`;
}

function limitsWords({ terms, method }: Said, count: (n: number) => string): string {
  const { oncePerCustomer, usageLimit } = terms;
  const scope = method === "member-codes" ? "with each code" : "in all";
  return [
    oncePerCustomer ? "once for each customer" : "",
    usageLimit === null ? "" : `${timesWords(count(usageLimit))} ${scope}`,
  ]
    .filter(Boolean)
    .join(", ");
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
