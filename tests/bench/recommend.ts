import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { basketCollector } from "#app/recommendations/baskets/collect-baskets.ts";
import { randomFrom } from "#app/recommendations/evaluation/random.ts";
import { candidatesOf } from "#app/recommendations/learning/candidates.ts";
import { habitsOf } from "#app/recommendations/learning/habits.ts";
import { learnShop } from "#app/recommendations/learning/learn-shop.ts";
import { processorTime } from "#app/recommendations/learning/processor-time.server.ts";
import type { ShopPurchases } from "#app/recommendations/learning/shop-purchases.ts";
import { plainItemBased } from "./recommend/plain-item-based.ts";

/**
 * Learning (with the evaluation of all methods) and ranking for every customer of made-up shops, twenty lines a customer,
 * beside item-based collaborative filtering as one would write it first. Each size runs in a process of its own.
 * `--customers N` runs one size; `--part 0.2` ranks for a part of the customers and says what all would take.
 */

const SIZES = [
  { customers: 10_000, products: 5_000, part: 1 },
  { customers: 100_000, products: 50_000, part: 0.2 },
  { customers: 300_000, products: 50_000, part: 0.05 },
];
/**
 * The plain one is stopped after so much processor time for each of its two parts, and what all would take is reckoned in proportion:
 * too little for its ranking, which then looks at fewer pairs than there are.
 */
const PLAIN_BUDGET_MS = 20_000;
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
  const reckoned = (of: number) => (of === customers ? "" : ` (reckoned from ${of})`);
  say(
    `${customers} customers, ${products} products, ${purchases.baskets.item.length} lines; memory ${memory()}`,
  );

  const learning = watch();
  const learned = learnShop(purchases, processorTime);
  habitsOf(purchases);
  say(
    `  learned and compared with five others   ${learning(1)}  memory ${memory()}  uses ${learned.method}  judged ${learned.evaluation.judged}`,
  );
  // The engine itself is measured, also where another method would be used.
  const preparing = watch();
  const rank = candidatesOf(purchases, { ...learned, method: "engine" }, customers);
  say(`  made ready to rank   ${preparing(1)}  memory ${memory()}`);
  const ranking = watch();
  for (let from = 0; from < asked.length; from += 1000) rank(asked.subarray(from, from + 1000));
  say(`  ranked for everyone   ${ranking(part)}${reckoned(asked.length)}  memory ${memory()}`);

  const counting = watch();
  const plain = plainItemBased(purchases, PLAIN_BUDGET_MS);
  say(
    `  plain item-based filtering, pairs counted   ${counting(plain.counted / customers)}${reckoned(plain.counted)}  memory ${memory()}`,
  );
  const plainRanking = watch();
  const ranked = plain.rank(asked, PLAIN_BUDGET_MS);
  say(
    `  plain item-based filtering, ranked for everyone   ${plainRanking(ranked / customers)}${reckoned(ranked)}  memory ${memory()}`,
  );
}

/** What has gone by, on the clock and of processor time, as it would be for all when this was a part of them. */
function watch() {
  const began = performance.now();
  const used = process.cpuUsage();
  return (part: number) => {
    const { user, system } = process.cpuUsage(used);
    const wall = (performance.now() - began) / 1000 / part;
    return `${wall.toFixed(1)} s, ${((user + system) / 1e6 / part).toFixed(1)} s of processor`;
  };
}

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
