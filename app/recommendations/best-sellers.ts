/** Units sold, by shelf and product, both as numbers from 0. No object for a sale. */
export function salesTally({ shelves, products }: { shelves: number; products: number }) {
  const units = new Float64Array(shelves * products);
  const weights = new Float64Array(shelves * products);

  return {
    /** `weight` is what each unit counts for when products are compared. */
    add(shelf: number, product: number, quantity: number, weight: number) {
      const place = shelf * products + product;
      units[place] = (units[place] ?? 0) + quantity;
      weights[place] = (weights[place] ?? 0) + quantity * weight;
    },

    /** The best sellers of a shelf; of equal ones, the lower number first. */
    best(shelf: number, depth: number): { product: number; units: number }[] {
      const from = shelf * products;
      const sold: number[] = [];
      for (let product = 0; product < products; product++) {
        if ((weights[from + product] ?? 0) > 0) sold.push(product);
      }
      const weightOf = (product: number) => weights[from + product] ?? 0;
      sold.sort((a, b) => weightOf(b) - weightOf(a) || a - b);
      return sold
        .slice(0, depth)
        .map((product) => ({ product, units: units[from + product] ?? 0 }));
    },
  };
}

/** What a unit counts for by its age: four times in the last 30 days, twice in the last 90. */
export const weightOfAge = (days: number): number => (days < 30 ? 4 : days < 90 ? 2 : 1);
