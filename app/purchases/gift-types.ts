/**
 * What a product's type says where the product is a gift: wrapping, a voucher, a box. In the languages that shops name
 * their types in; letters of one case, or of none, since SQLite folds A to Z alone.
 */
const GIFT_WORDS = [
  ...["gift", "geschenk", "gutschein", "cadeau", "regalo", "omaggio", "presente", "brinde"],
  ...["voucher", "prezent", "hediye", "ギフト", "礼物", "선물"],
];

/** What the type of a gift is like, for SQL over its lower case. */
export const GIFT_PATTERNS: readonly string[] = GIFT_WORDS.map((word) => `%${word}%`);

/** The same of one type. */
export const isGiftType = (type: string): boolean => {
  const lower = type.toLowerCase();
  return GIFT_WORDS.some((word) => lower.includes(word));
};
