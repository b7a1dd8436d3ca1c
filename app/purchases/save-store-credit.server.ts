import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { StoreCredit } from "./store-credit.ts";

const ACCOUNTS: RowShape<"storeCreditAccounts"> = {
  table: "storeCreditAccounts",
  key: ["shopId", "accountId"],
  columns: {
    ...{ shopId: "number", accountId: "number", customerId: "number", currency: "text" },
    ...{ balanceThousandths: "number", nextExpiryAt: "number", lastCreditAt: "number" },
  },
};

interface Saving {
  shopId: number;
  /** Whose accounts these all are. */
  customerIds: readonly number[];
  accounts: readonly StoreCredit[];
}

/**
 * Makes the store credit of these customers what it is said to be; accounts that are not named are gone, and so are
 * those of customers that are not ours. Call it inside a transaction.
 * @returns the customers whose store credit is another than it was.
 */
export async function saveStoreCredit(
  db: Database,
  { shopId, customerIds, accounts }: Saving,
): Promise<number[]> {
  const ids = idsIn(db, customerIds);
  const before = await heldOf(db, { shopId, customerIds });
  const ours = await db
    .selectFrom("customers")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
  const known = new Set(ours.map(({ customerId }) => customerId));
  await db
    .deleteFrom("storeCreditAccounts")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
  await upsertRows(
    db,
    ACCOUNTS,
    accounts
      .filter(({ customerId }) => known.has(customerId))
      .map((account) => ({ shopId, ...account })),
  );
  const after = await heldOf(db, { shopId, customerIds });
  return [...known].filter((customerId) => before.get(customerId) !== after.get(customerId));
}

/** What each customer has, as a text to compare. */
async function heldOf(
  db: Database,
  { shopId, customerIds }: Omit<Saving, "accounts">,
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("storeCreditAccounts")
    .select(["customerId", "accountId", "currency"])
    .select(["balanceThousandths", "nextExpiryAt", "lastCreditAt"])
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(db, customerIds))
    .orderBy("accountId")
    .execute();
  const byCustomer = Map.groupBy(rows, ({ customerId }) => customerId);
  return new Map([...byCustomer].map(([id, accounts]) => [id, JSON.stringify(accounts)]));
}
