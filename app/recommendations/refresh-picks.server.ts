import type { Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { readHistories } from "./customer-histories.server.ts";
import { picksFor } from "./picks.ts";
import { readShopModel } from "./shop-model.server.ts";

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
  asOf: number;
}

/**
 * Makes the shelves of all buyers of a shop, or of a few customers; the same for a customer either way. Reads pairs
 * and segments' shelves, which must have been refreshed. Goes by pages of customers, each a transaction, and writes
 * only what changed; answers for how many customers that was.
 */
export async function refreshPicks(
  db: Database,
  { shopId, which, asOf }: Refreshing,
): Promise<number> {
  const { timeZone } = await readShop(db, shopId);
  const today = dayOf(asOf, timeZone);
  const model = await readShopModel(db, { shopId, asOf });
  let changed = 0;
  for await (const customerIds of pagesOf(db, { shopId, which })) {
    changed += await db.transaction().execute(async (tx) => {
      const histories = await readHistories(tx, { shopId, customerIds });
      const fresh = customerIds.flatMap((customerId) => {
        const history = histories.get(customerId);
        const picks = history ? picksFor(history, model, today) : [];
        return picks.map(({ productId, reason }, index): PickRow => {
          return { shopId, customerId, rank: index + 1, productId, reason: JSON.stringify(reason) };
        });
      });
      return saveChanged(tx, { shopId, customerIds, fresh });
    });
  }
  return changed;
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
