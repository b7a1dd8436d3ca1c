import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { basketsOf, itemsOf } from "#app/recommendations/baskets/baskets.ts";
import { basketCollector } from "#app/recommendations/baskets/collect-baskets.ts";
import { randomFrom } from "#app/recommendations/evaluation/random.ts";
import { candidatesOf } from "#app/recommendations/learning/candidates.ts";
import { habitsOf } from "#app/recommendations/learning/habits.ts";
import { learnShop } from "#app/recommendations/learning/learn-shop.ts";
import type { ShopPurchases } from "#app/recommendations/learning/shop-purchases.ts";

/**
 * Learning (with the evaluation of all methods) and ranking for every customer of made-up shops, twenty lines a customer,
 * beside item-based collaborative filtering as one would write it first. Each size runs in a process of its own.
 * `--customers N` runs one size; `--part 0.2` ranks for a part of the customers and says what all would take.
 */

const SIZES = [
  { customers: 10_000, products: 5_000, part: 1 },
  { customers: 100_000, products: 20_000, part: 1 },
  { customers: 300_000, products: 50_000, part: 0.2 },
];
const ORDERS = 5;
const LINES = 4;
const GROUPS = 40;

export default function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: "string" },
      products: { type: "string", default: "5000" },
      part: { type: "string", default: "1" },
    },
  });
  if (values.customers !== undefined) {
    measure(Number(values.customers), Number(values.products), Number(values.part));
    return Promise.resolve();
  }
  for (const { customers, products, part } of SIZES) {
    const command = [
      "scripts/bench.ts",
      "recommend",
      "--customers",
      customers,
      "--products",
      products,
      "--part",
      part,
    ];
    execFileSync(process.execPath, command.map(String), { stdio: "inherit" });
  }
  return Promise.resolve();
}

function measure(customers: number, products: number, part: number) {
  const purchases = madeUp(customers, products);
  const asked = Int32Array.from({ length: Math.round(customers * part) }, (_, one) => one);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const memory = () => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
  say(
    `${customers} customers, ${products} products, ${purchases.baskets.item.length} lines; memory ${memory()}`,
  );

  const began = performance.now();
  const learned = learnShop(purchases, () => performance.now());
  habitsOf(purchases);
  const learnedAt = performance.now();
  say(
    `  learned and compared with five others   ${seconds(learnedAt - began)}  memory ${memory()}  uses ${learned.method}`,
  );
  // The engine itself is measured, also where another method would be used.
  const rank = candidatesOf(purchases, { ...learned, method: "engine" }, customers);
  for (let from = 0; from < asked.length; from += 1000) rank(asked.subarray(from, from + 1000));
  const ranking = performance.now() - learnedAt;
  say(
    `  ranked for ${part === 1 ? "everyone" : `${asked.length}, everyone`}   ${seconds(ranking / part)}  memory ${memory()}`,
  );

  const plainBegan = performance.now();
  plainItemBased(purchases, asked);
  say(
    `  plain item-based filtering, the same customers ${seconds(performance.now() - plainBegan)}  memory ${memory()}`,
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Customers belong to groups with a taste of their own, and come back to what they bought. */
function madeUp(customers: number, products: number): ShopPurchases {
  const random = randomFrom(1);
  const collector = basketCollector();
  const popular = () => Math.floor(products * random() ** 3);
  for (let customer = 0; customer < customers; customer++) {
    const group = customer % GROUPS;
    const own: number[] = [];
    for (let order = 0; order < ORDERS; order++) {
      for (let line = 0; line < LINES; line++) {
        const chance = random();
        const again = own[Math.floor(random() * own.length)];
        const item =
          chance < 0.4 && again !== undefined
            ? again
            : chance < 0.8
              ? (popular() * GROUPS + group) % products
              : popular();
        own.push(item);
        collector.add(customer, 30 * order + Math.floor(random() * 30), item);
      }
    }
  }
  const { baskets, number } = collector.finish(customers, products);
  return {
    customerIds: Float64Array.from({ length: customers }, (_, one) => one),
    productIds: Float64Array.from({ length: products }, (_, one) => one),
    ...{ baskets, day: number },
  };
}

/** Counts of pairs in maps of maps, their cosines, and sums over what a customer bought. */
function plainItemBased({ baskets }: ShopPurchases, asked: Int32Array) {
  const historyOf = (user: number) => {
    const [first, end] = basketsOf(baskets, user);
    const history = new Set<number>();
    for (let basket = first; basket < end; basket++)
      for (const item of itemsOf(baskets, basket)) history.add(item);
    return history;
  };
  const pairs = new Map<number, Map<number, number>>();
  const bought = new Map<number, number>();
  for (let user = 0; user < baskets.users; user++) {
    const history = historyOf(user);
    for (const item of history) {
      bought.set(item, (bought.get(item) ?? 0) + 1);
      let row = pairs.get(item);
      if (!row) pairs.set(item, (row = new Map<number, number>()));
      for (const other of history) if (other !== item) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  for (const user of asked) {
    const scores = new Map<number, number>();
    for (const item of historyOf(user)) {
      for (const [other, together] of pairs.get(item) ?? []) {
        const cosine = together / Math.sqrt((bought.get(item) ?? 1) * (bought.get(other) ?? 1));
        scores.set(other, (scores.get(other) ?? 0) + cosine);
      }
    }
    [...scores].sort((a, b) => b[1] - a[1]).slice(0, 20);
  }
}
