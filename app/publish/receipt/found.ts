/** What Shopify holds of ours, by its own count. */
export interface Found {
  metafields: { owner: "customer" | "product" | "app"; key: string; count: number }[];
  metaobjects: { type: string; count: number }[];
  /** Native segments that mirror an offer's. */
  segments: string[];
  discounts: string[];
}

/** By the name that `twinName` gives: no merchant's own segment ends in an offer's handle. */
export const isTwin = (segmentName: string): boolean =>
  /^Regulars: .* \(o-[a-z0-9]{6}\)$/su.test(segmentName);

/** Everything found, as lines of what and how many; none when nothing is left. */
export function linesOf(found: Found): { what: string; count: number }[] {
  const lines = [
    ...found.metafields.map(({ owner, key, count }) => ({ what: `${owner}.${key}`, count })),
    ...found.metaobjects.map(({ type, count }) => ({ what: type, count })),
    { what: "segments", count: found.segments.length },
    { what: "discounts", count: found.discounts.length },
  ];
  return lines.filter(({ count }) => count > 0);
}
