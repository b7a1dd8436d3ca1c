import type { Offer } from "#app/offers/offer.ts";
import { percentText } from "#app/offers/offer.ts";
import type { Items, Reduction } from "#app/offers/terms.ts";
import { decimalText } from "#app/platform/money.ts";
import { isoMoment, productReferences, PRODUCTS_PER_SHELF } from "../layout.ts";

/** The words that blocks know. */
export type OfferKind = "percentage" | "amount" | "amount_each" | "free_shipping" | "buy_x_get_y";

/** The fields of `$app:offer`, all of them, so that one that is empty is cleared. */
export interface OfferFields {
  title: string;
  kind: OfferKind;
  /** What is taken off: of what it is on, or of the pieces that `buy_x_get_y` gives; 100 there is for nothing. */
  percent: string;
  /** What is taken off; of `free_shipping`: only rates up to so much. */
  amount: string;
  /** What must be in the cart; of `buy_x_get_y`: what must be spent on what is bought. */
  minimum_amount: string;
  minimum_quantity: string;
  buys_quantity: string;
  gets_quantity: string;
  scope: "all" | "some";
  /** What it is on, where single products are named and can be bought. */
  products: string;
  /** Each customer has it once; or so many uses and no more. */
  once: string;
  limited: string;
  method: "automatic" | "code" | "member_codes";
  code: string;
  starts_at: string;
  ends_at: string;
}

interface Told {
  currency: string;
  /** Shopify refuses references to what is gone, and what cannot be bought is not told. */
  canBeBought: (productId: number) => boolean;
}

/** What the storefront tells of one offer: nothing that its discount does not do. */
export function offerFields(offer: Offer, { currency, canBeBought }: Told): OfferFields {
  const { terms } = offer;
  const { reduction, minimum } = terms;
  const money = (minor: number) =>
    JSON.stringify({ amount: decimalText(minor, currency), currency_code: currency });
  const on = reducedItems(reduction);
  const named = productsNamed(reduction).filter(canBeBought);
  const spend =
    minimum?.kind === "subtotal"
      ? minimum.minor
      : reduction.kind === "buy-x-get-y" && "minor" in reduction.buys
        ? reduction.buys.minor
        : null;
  return {
    title: offer.title,
    ...reductionFields(reduction, money),
    minimum_amount: spend === null ? "" : money(spend),
    minimum_quantity: minimum?.kind === "quantity" ? String(minimum.quantity) : "",
    scope: on.kind === "all" ? "all" : "some",
    products: productReferences(named.slice(0, PRODUCTS_PER_SHELF)),
    once: String(terms.oncePerCustomer),
    limited: String(terms.usageLimit !== null),
    method: offer.method === "member-codes" ? "member_codes" : offer.method,
    code: offer.method === "code" ? (offer.code ?? "") : "",
    starts_at: isoMoment(offer.startsAt),
    ends_at: offer.endsAt === null ? "" : isoMoment(offer.endsAt),
  };
}

function reductionFields(reduction: Reduction, money: (minor: number) => string) {
  const none = { percent: "", amount: "", buys_quantity: "", gets_quantity: "" };
  switch (reduction.kind) {
    case "percentage":
      return { ...none, kind: "percentage", percent: percentText(reduction.basisPoints) } as const;
    case "amount":
      return {
        ...none,
        kind: reduction.eachItem ? "amount_each" : "amount",
        amount: money(reduction.minor),
      } as const;
    case "free-shipping":
      return {
        ...none,
        kind: "free_shipping",
        amount: reduction.upToMinor === null ? "" : money(reduction.upToMinor),
      } as const;
    case "buy-x-get-y": {
      const { buys, gets } = reduction;
      return {
        ...none,
        kind: "buy_x_get_y",
        percent: percentText(gets.basisPoints),
        buys_quantity: "quantity" in buys ? String(buys.quantity) : "",
        gets_quantity: String(gets.quantity),
      } as const;
    }
  }
}

/** The single products that are reduced, where it names some. */
export function productsNamed(reduction: Reduction): readonly number[] {
  const items = reducedItems(reduction);
  return items.kind === "products" ? items.productIds : [];
}

function reducedItems(reduction: Reduction): Items {
  switch (reduction.kind) {
    case "percentage":
    case "amount":
      return reduction.items;
    case "free-shipping":
      return { kind: "all" };
    case "buy-x-get-y":
      return reduction.gets.items;
  }
}
