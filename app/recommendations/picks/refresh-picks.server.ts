import type { Database } from "#app/db/database.server.ts";
import { type Candidates, DEPTH } from "../learning/candidates.ts";
import type { Engine } from "../learning/engine.server.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import { usualOf } from "./again.ts";
import { readHistories } from "./customer-histories.server.ts";
import { picksFor } from "./picks.ts";
import { type Shown, saveShown } from "./save-shown.server.ts";
import type { CustomerHistory, ShopModel } from "./shop-model.ts";
import { kindsBought, shopperReason } from "./shopper-reason.ts";

const CUSTOMERS_A_PAGE = 1_000;

interface Refreshing {
  shopId: number;
  which: "all" | readonly number[];
  /** The shop's day. */
  today: number;
  model: ShopModel;
  purchases: ShopPurchases;
  engine: Pick<Engine, "candidates">;
  /** How many customers were gone through. */
  onProgress?: (done: number) => Promise<void>;
}

/**
 * Makes the shelves of all buyers of a shop, or of a few customers, and what is usual with them; the same for a customer
 * either way. Goes by pages of
 * customers, each a transaction, and writes only what changed; answers for how many customers that was. While one page
 * is saved, the engine ranks for the next.
 */
export async function refreshPicks(db: Database, refreshing: Refreshing): Promise<number> {
  const { shopId, which, today, model, purchases, engine, onProgress } = refreshing;
  const numberOf = new Map([...purchases.customerIds].map((id, number) => [id, number]));
  let changed = 0;
  let done = 0;
  let before: Page | null = null;
  const save = async ({ customerIds, candidates }: Page) => {
    const rankedOf = rankedBy(customerIds, await candidates, numberOf, purchases.productIds);
    changed += await db.transaction().execute(async (tx) => {
      const histories = await readHistories(tx, { shopId, customerIds });
      const shown = customerIds.flatMap((customerId): Shown[] => {
        const history = histories.get(customerId);
        if (!history) return [];
        const whole = { ...history, ranked: rankedOf(customerId) };
        return [{ customerId, ...shownTo(whole, model, today) }];
      });
      return saveShown(tx, { shopId, customerIds, shown });
    });
    done += customerIds.length;
    await onProgress?.(done);
  };
  for await (const customerIds of pagesOf(db, { shopId, which })) {
    const known = customerIds.flatMap((customerId) => numberOf.get(customerId) ?? []);
    const page = { customerIds, candidates: engine.candidates(Int32Array.from(known)) };
    page.candidates.catch(() => undefined); // it is awaited when its turn comes
    if (before) await save(before);
    before = page;
  }
  if (before) await save(before);
  return changed;
}

function shownTo(history: CustomerHistory, model: ShopModel, today: number) {
  const bought = kindsBought(history, model);
  return {
    picks: picksFor(history, model, today).map((pick) => {
      return { ...pick, shopperReason: shopperReason(pick, bought, model) };
    }),
    usual: usualOf(history, model, today),
  };
}

interface Page {
  customerIds: number[];
  candidates: Promise<Candidates>;
}

/** What was ranked for each customer, as products. */
function rankedBy(
  customerIds: readonly number[],
  { item, alike }: Candidates,
  numberOf: ReadonlyMap<number, number>,
  productIds: Float64Array,
) {
  const placeOf = new Map(
    customerIds.filter((id) => numberOf.has(id)).map((customerId, place) => [customerId, place]),
  );
  return (customerId: number): CustomerHistory["ranked"] => {
    const place = placeOf.get(customerId);
    if (place === undefined) return [];
    const from = place * DEPTH;
    return [...item.subarray(from, from + DEPTH)].flatMap((one, at) =>
      one < 0 ? [] : [{ productId: productIds[one] ?? 0, alike: alike[from + at] ?? 0 }],
    );
  };
}

/** All customers with orders or with what is kept of them, or the given ones, by pages. */
async function* pagesOf(
  db: Database,
  { shopId, which }: Pick<Refreshing, "shopId" | "which">,
): AsyncGenerator<number[]> {
  if (which !== "all") {
    for (let from = 0; from < which.length; from += CUSTOMERS_A_PAGE) {
      yield which.slice(from, from + CUSTOMERS_A_PAGE);
    }
    return;
  }
  let after = 0;
  for (;;) {
    const buyers = await db
      .selectFrom("customerFacts")
      .select("customerId")
      .where("shopId", "=", shopId)
      .where("customerId", ">", after)
      .where("orders", ">", 0)
      .union((eb) =>
        eb
          .selectFrom("picks")
          .select("customerId")
          .where("shopId", "=", shopId)
          .where("customerId", ">", after)
          .where("rank", "=", 1),
      )
      .union((eb) =>
        eb
          .selectFrom("usualProducts")
          .select("customerId")
          .where("shopId", "=", shopId)
          .where("customerId", ">", after)
          .where("rank", "=", 1),
      )
      .orderBy("customerId")
      .limit(CUSTOMERS_A_PAGE)
      .execute();
    const last = buyers.at(-1);
    if (!last) return;
    yield buyers.map(({ customerId }) => customerId);
    after = last.customerId;
  }
}
