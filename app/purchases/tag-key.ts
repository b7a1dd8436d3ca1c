/**
 * Tags that are the same to Shopify have the same key: NFC-normalised and case-folded (full folding, `ß` is `ss`).
 * White space counts.
 */
export const tagKey = (tag: string): string =>
  tag.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
