import { randomOf } from "../random.ts";
import type { ProductRow, VariantRow } from "../shop-rows.ts";
import type { SoldLine, SoldOrder } from "./book.ts";
import { kindOf } from "./product-kinds.ts";

const PRODUCT_IDS = 8_000_000_000_000;
const VARIANT_IDS = 44_000_000_000_000;
const MS_PER_DAY = 86_400_000;

export interface Shelved {
  row: ProductRow;
  variant: VariantRow;
  /** How many orders' lines hold it. */
  sold: number;
}

interface Sales {
  titles: Map<string, number>;
  prices: Map<number, number>;
  lines: number;
  firstAt: string;
  lastAt: string;
}

/** The most frequent of what was counted; the first seen among equals. */
function mostFrequent<T>(counted: ReadonlyMap<T, number>): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const [value, times] of counted) {
    if (times > most) [best, most] = [value, times];
  }
  return best;
}

const countIn = <T>(counts: Map<T, number>, value: T): void => {
  counts.set(value, (counts.get(value) ?? 0) + 1);
};

/**
 * The catalogue that the orders imply, by upper-case stock code. Price: the one most lines were sold at. What did not sell
 * in the last 75 days is out of stock, and so is about one in forty of the rest; costs are made up, 35 to 60 % of the price.
 */
export function productsOf(
  orders: readonly SoldOrder[],
  shop: { lastAt: string; at: (text: string) => number; shop: string },
): Map<string, Shelved> {
  const sales = new Map<string, Sales>();
  for (const order of orders) {
    for (const line of order.lines) if (!line.isFee) countSale(sales, line, order.at);
  }
  const until = shop.at(shop.lastAt);
  const shelved = new Map<string, Shelved>();
  [...sales.keys()].sort().forEach((code, index) => {
    const sold = sales.get(code);
    if (!sold) return;
    const random = randomOf(29, ...Array.from(code, (letter) => letter.charCodeAt(0)));
    const title = mostFrequent(sold.titles) ?? `Item ${code}`;
    const { kind, vendor } = kindOf(title);
    const priceMinor = mostFrequent(sold.prices) ?? 0;
    const firstAt = shop.at(sold.firstAt);
    const handle = `${title} ${code}`
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "");
    const isCurrent = until - shop.at(sold.lastAt) < 75 * MS_PER_DAY;
    const stock = isCurrent && !random.chance(0.025) ? random.whole(3, 400) : 0;
    const id = PRODUCT_IDS + index + 1;
    shelved.set(code, {
      sold: sold.lines,
      row: {
        id,
        title,
        handle,
        productType: kind,
        vendor,
        status: "ACTIVE",
        tags: [],
        description: "",
        imageUrl: `/s/${shop.shop}/images/${handle}.svg`,
        publishedAt: firstAt,
        createdAt: firstAt,
        updatedAt: shop.at(sold.lastAt),
      },
      variant: {
        id: VARIANT_IDS + index + 1,
        productId: id,
        title: "Default Title",
        sku: code,
        priceMinor,
        compareAtMinor: null,
        costMinor: Math.round((priceMinor * random.whole(35, 60)) / 100),
        inventoryQuantity: stock,
        inventoryPolicy: "DENY",
        position: 1,
        at: firstAt,
      },
    });
  });
  return shelved;
}

function countSale(sales: Map<string, Sales>, line: SoldLine, at: string): void {
  let sold = sales.get(line.code);
  if (!sold) {
    sold = { titles: new Map(), prices: new Map(), lines: 0, firstAt: at, lastAt: at };
    sales.set(line.code, sold);
  }
  sold.lines += 1;
  sold.lastAt = at;
  if (line.description) countIn(sold.titles, line.description);
  if (line.unitPriceMinor > 0) countIn(sold.prices, line.unitPriceMinor);
}
