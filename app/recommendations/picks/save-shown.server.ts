import type { Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Tables } from "#app/db/tables.ts";
import type { Usual } from "./again.ts";
import type { Pick } from "./shop-model.ts";
import type { ShopperReason } from "./shopper-reason.ts";

const PICKS: RowShape<"picks"> = {
  table: "picks",
  key: ["shopId", "customerId", "rank"],
  columns: {
    ...({ shopId: "number", customerId: "number", rank: "number" } as const),
    ...({ productId: "number", reason: "text", shopperReason: "text" } as const),
  },
};
const USUAL: RowShape<"usualProducts"> = {
  table: "usualProducts",
  key: ["shopId", "customerId", "rank"],
  columns: {
    ...({ shopId: "number", customerId: "number", rank: "number" } as const),
    ...({ productId: "number", variantId: "number" } as const),
    ...({ everyDays: "number", dueDay: "number" } as const),
  },
};
type PickRow = Insertable<Tables["picks"]>;
type UsualRow = Insertable<Tables["usualProducts"]>;

/** What a customer is shown. */
export interface Shown {
  customerId: number;
  picks: readonly (Pick & { shopperReason: ShopperReason })[];
  usual: readonly Usual[];
}

interface Saving {
  shopId: number;
  /** All who were looked at: who is not among `shown` is shown nothing. */
  customerIds: readonly number[];
  shown: readonly Shown[];
}

/** Writes what is different from what is kept, and says of how many customers that was. */
export async function saveShown(
  tx: Database,
  { shopId, customerIds, shown }: Saving,
): Promise<number> {
  const picks = shown.flatMap(({ customerId, picks }) =>
    picks.map(({ productId, reason, shopperReason }, index): PickRow => ({
      ...{ shopId, customerId, rank: index + 1, productId },
      ...{ reason: JSON.stringify(reason), shopperReason },
    })),
  );
  const usual = shown.flatMap(({ customerId, usual }) =>
    usual.map((one, index): UsualRow => ({ shopId, customerId, rank: index + 1, ...one })),
  );
  const changed = await savePicks(tx, { shopId, customerIds, fresh: picks });
  for (const one of await saveUsual(tx, { shopId, customerIds, fresh: usual })) changed.add(one);
  return changed.size;
}

interface Rows<Row> {
  shopId: number;
  customerIds: readonly number[];
  fresh: readonly Row[];
}

async function savePicks(tx: Database, { shopId, customerIds, fresh }: Rows<PickRow>) {
  const kept = await tx
    .selectFrom("picks")
    .select(["customerId", "productId", "reason", "shopperReason"])
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(tx, customerIds))
    .orderBy("customerId")
    .orderBy("rank")
    .execute();
  const { changed, rows } = differing(
    { customerIds, kept, fresh },
    (a, b) =>
      a.productId === b.productId && a.reason === b.reason && a.shopperReason === b.shopperReason,
  );
  if (changed.length > 0)
    await tx
      .deleteFrom("picks")
      .where("shopId", "=", shopId)
      .where("customerId", "in", idsIn(tx, changed))
      .execute();
  await upsertRows(tx, PICKS, rows);
  return new Set(changed);
}

async function saveUsual(tx: Database, { shopId, customerIds, fresh }: Rows<UsualRow>) {
  const kept = await tx
    .selectFrom("usualProducts")
    .select(["customerId", "productId", "variantId", "everyDays", "dueDay"])
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(tx, customerIds))
    .orderBy("customerId")
    .orderBy("rank")
    .execute();
  const { changed, rows } = differing(
    { customerIds, kept, fresh },
    (a, b) => a.variantId === b.variantId && a.everyDays === b.everyDays && a.dueDay === b.dueDay,
  );
  if (changed.length > 0)
    await tx
      .deleteFrom("usualProducts")
      .where("shopId", "=", shopId)
      .where("customerId", "in", idsIn(tx, changed))
      .execute();
  await upsertRows(tx, USUAL, rows);
  return changed;
}

/** Customers of whom something else is kept than what is fresh, both by rank, and their fresh rows. */
function differing<Kept extends { customerId: number }, Fresh extends { customerId: number }>(
  given: { customerIds: readonly number[]; kept: readonly Kept[]; fresh: readonly Fresh[] },
  isSame: (kept: Kept, fresh: Fresh) => boolean,
) {
  const keptOf = Map.groupBy(given.kept, ({ customerId }) => customerId);
  const freshOf = Map.groupBy(given.fresh, ({ customerId }) => customerId);
  const changed = given.customerIds.filter((customerId) => {
    const before = keptOf.get(customerId) ?? [];
    const after = freshOf.get(customerId) ?? [];
    return (
      before.length !== after.length ||
      before.some((one, index) => {
        const other = after[index];
        return other === undefined || !isSame(one, other);
      })
    );
  });
  return { changed, rows: changed.flatMap((customerId) => freshOf.get(customerId) ?? []) };
}
