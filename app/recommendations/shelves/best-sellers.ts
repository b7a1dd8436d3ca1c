/** Units sold by product, as numbers from 0. No object for a sale. */
export function salesTally(products: number) {
  const units = new Float64Array(products);
  const weights = new Float64Array(products);
  return {
    /** `weight` is what the sale counts for when products are compared; a large one for less than its units. */
    add(product: number, quantity: number, weight: number) {
      units[product] = (units[product] ?? 0) + quantity;
      weights[product] = (weights[product] ?? 0) + Math.sqrt(quantity) * weight;
    },

    /** The best sellers; of equal ones, the lower number first. */
    best(): { product: number; score: number; units: number }[] {
      return [...weights.keys()]
        .filter((product) => (weights[product] ?? 0) > 0)
        .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
        .map((product) => ({ product, score: weights[product] ?? 0, units: units[product] ?? 0 }));
    },
  };
}

/** What a sale counts for by its age: four times in the last 30 days, twice in the last 90. */
export const weightOfAge = (days: number): number => (days < 30 ? 4 : days < 90 ? 2 : 1);
