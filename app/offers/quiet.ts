import type { Items, Terms } from "./terms.ts";

/** What an offer would have made cheaper, had it been there: of an order the shipping, anything, or some of its lines. */
interface Covered {
  what: "shipping" | "all" | "some";
  productIds: number[];
  collectionIds: number[];
}

/** Of buy X get Y what must be bought as well: both could have been had for less. */
export function coveredBy({ reduction }: Pick<Terms, "reduction">): Covered {
  switch (reduction.kind) {
    case "free-shipping":
      return { what: "shipping", productIds: [], collectionIds: [] };
    case "buy-x-get-y":
      return coveredItems([reduction.buys.items, reduction.gets.items]);
    case "percentage":
    case "amount":
      return coveredItems([reduction.items]);
  }
}

const coveredItems = (items: readonly Items[]): Covered => ({
  what: items.some(({ kind }) => kind === "all") ? "all" : "some",
  productIds: items.flatMap((some) => (some.kind === "products" ? some.productIds : [])),
  collectionIds: items.flatMap((some) => (some.kind === "collections" ? some.collectionIds : [])),
});
