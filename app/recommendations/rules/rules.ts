/** What a merchant wants shown or not. */
export interface Rule {
  ruleId: number;
  kind: RuleKind;
  subject: RuleSubject | "";
  /** The product's or collection's id, or the type, vendor or tag; empty for a floor. */
  value: string;
  /** Minor units for a price, hundredths of a per cent for a margin; null but for a floor. */
  amount: number | null;
}

export const RULE_KINDS = ["pin", "exclude", "price-floor", "margin-floor"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
export const RULE_SUBJECTS = ["product", "type", "vendor", "tag", "collection"] as const;
export type RuleSubject = (typeof RULE_SUBJECTS)[number];

/** What rules look at. */
export interface RuledProduct {
  productId: number;
  productType: string;
  vendor: string;
  /** Case-folded. */
  tagKeys: readonly string[];
  collectionIds: readonly number[];
  minPriceMinor: number;
  /** Of the variant with the least; null where no cost is known. */
  marginBasisPoints: number | null;
}

/** As many pinned products as stand on one shelf: the rest is for what is recommended. */
export const MOST_PINNED = 4;

/** Whether a product may be recommended at all. What has no known cost is below no margin floor. */
export function isAllowed(product: RuledProduct, rules: readonly Rule[]): boolean {
  return rules.every((rule) => {
    switch (rule.kind) {
      case "pin":
        return true;
      case "exclude":
        return !isMeant(product, rule);
      case "price-floor":
        return product.minPriceMinor >= (rule.amount ?? 0);
      case "margin-floor":
        return (
          product.marginBasisPoints === null || product.marginBasisPoints >= (rule.amount ?? 0)
        );
    }
  });
}

/** The products that a pin means, the older pins first; an exclusion wins over a pin. */
export function pinned(products: readonly RuledProduct[], rules: readonly Rule[]): number[] {
  const pins = rules.filter(({ kind }) => kind === "pin").sort((a, b) => a.ruleId - b.ruleId);
  const meant = pins.flatMap((rule) =>
    products.filter((product) => isMeant(product, rule) && isAllowed(product, rules)),
  );
  return [...new Set(meant.map(({ productId }) => productId))].slice(0, MOST_PINNED);
}

function isMeant(product: RuledProduct, { subject, value }: Rule): boolean {
  switch (subject) {
    case "product":
      return product.productId === Number(value);
    case "type":
      return same(product.productType, value);
    case "vendor":
      return same(product.vendor, value);
    case "tag":
      return product.tagKeys.includes(folded(value));
    case "collection":
      return product.collectionIds.includes(Number(value));
    case "":
      return false;
  }
}

const folded = (text: string) => text.normalize("NFC").toLowerCase();
const same = (one: string, other: string) => folded(one) === folded(other);
