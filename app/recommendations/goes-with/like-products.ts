/** What is known of a product without any order. */
export interface Described {
  productType: string;
  vendor: string;
  /** Each once. */
  tagKeys: readonly string[];
  minPriceMinor: number;
}

/** A price this many times as high is of another band. */
const PRICE_BAND = 2;
const LEAST_LIKENESS = 2;

/** How alike two products are by what is written of them: type 2, vendor 1, tags up to 2, price band 1. */
function likeness(one: Described, other: Described): number {
  const type = one.productType !== "" && one.productType === other.productType ? 2 : 0;
  const vendor = one.vendor !== "" && one.vendor === other.vendor ? 1 : 0;
  const both = one.tagKeys.filter((tag) => other.tagKeys.includes(tag)).length;
  const all = one.tagKeys.length + other.tagKeys.length - both;
  const tags = all === 0 ? 0 : (2 * both) / all;
  const low = Math.min(one.minPriceMinor, other.minPriceMinor);
  const high = Math.max(one.minPriceMinor, other.minPriceMinor);
  const price = high <= PRICE_BAND * low ? 1 : 0;
  return type + vendor + tags + price;
}

/** The most alike that are offered, of those the best sold; for a product about which orders say nothing yet. */
export function likeProducts<One extends Described>(
  product: One,
  others: readonly One[],
  { soldOf, many }: { soldOf: (other: One) => number; many: number },
): One[] {
  return others
    .filter((other) => other !== product)
    .map((other) => ({ other, alike: likeness(product, other), sold: soldOf(other) }))
    .filter(({ alike }) => alike >= LEAST_LIKENESS)
    .sort((a, b) => b.alike - a.alike || b.sold - a.sold)
    .slice(0, many)
    .map(({ other }) => other);
}
