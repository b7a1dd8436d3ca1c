import type { Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { type Candidates, DEPTH } from "../learning/candidates.ts";
import type { Engine } from "../learning/engine.server.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import { readHistories } from "./customer-histories.server.ts";
import { type CustomerHistory, type ShopModel, picksFor } from "./picks.ts";

const PICKS: RowShape<"picks"> = {
  table: "picks",
  key: ["shopId", "customerId", "rank"],
  columns: {
    ...({ shopId: "number", customerId: "number", rank: "number" } as const),
    ...({ productId: "number", reason: "text" } as const),
  },
};
type PickRow = Insertable<Tables["picks"]>;

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
 * Makes the shelves of all buyers of a shop, or of a few customers; the same for a customer either way. Goes by pages of
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
      const fresh = customerIds.flatMap((customerId) => {
        const history = histories.get(customerId);
        const picks = history
          ? picksFor({ ...history, ranked: rankedOf(customerId) }, model, today)
          : [];
        return picks.map(({ productId, reason }, index): PickRow => {
          return { shopId, customerId, rank: index + 1, productId, reason: JSON.stringify(reason) };
        });
      });
      return saveChanged(tx, { shopId, customerIds, fresh });
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

/** All customers with picks or with orders, or the given ones, by pages. */
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
      .orderBy("customerId")
      .limit(CUSTOMERS_A_PAGE)
      .execute();
    const last = buyers.at(-1);
    if (!last) return;
    yield buyers.map(({ customerId }) => customerId);
    after = last.customerId;
  }
}

interface Saving {
  shopId: number;
  customerIds: readonly number[];
  fresh: readonly PickRow[];
}

async function saveChanged(tx: Database, { shopId, customerIds, fresh }: Saving): Promise<number> {
  const kept = await tx
    .selectFrom("picks")
    .select(["customerId", "rank", "productId", "reason"])
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(tx, customerIds))
    .orderBy("customerId")
    .orderBy("rank")
    .execute();
  const keptOf = Map.groupBy(kept, ({ customerId }) => customerId);
  const freshOf = Map.groupBy(fresh, ({ customerId }) => customerId);
  const changed = customerIds.filter((customerId) => {
    const before = keptOf.get(customerId) ?? [];
    const after = freshOf.get(customerId) ?? [];
    return (
      before.length !== after.length ||
      after.some(({ productId, reason }, index) => {
        const one = before[index];
        return one?.productId !== productId || one.reason !== reason;
      })
    );
  });
  if (changed.length === 0) return 0;
  await tx
    .deleteFrom("picks")
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(tx, changed))
    .execute();
  await upsertRows(
    tx,
    PICKS,
    changed.flatMap((customerId) => freshOf.get(customerId) ?? []),
  );
  return changed.length;
}
