import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { saveStoreCredit } from "#app/purchases/save-store-credit.server.ts";
import type { StoreCredit } from "#app/purchases/store-credit.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { bulkLines } from "#app/shopify/bulk-lines.server.ts";
import { readBulkOperation, runBulkQuery } from "#app/shopify/bulk.server.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { foundNodes } from "#app/shopify/nodes.ts";
import type { SyncContext } from "../bring-up-to-date.server.ts";
import { accountFromShopify } from "./account-from-shopify.ts";
import {
  STORE_CREDIT_ACCOUNTS,
  STORE_CREDIT_HOLDERS,
  STORE_CREDIT_OF_CUSTOMER,
} from "./documents.ts";

/** How soon to look again while Shopify works, or has too much else to do for us. */
const LOOK_AGAIN_MS = 10_000;
/** So many accounts a question: fifty transactions each count towards its cost. */
const AT_ONCE = 10;

interface Sweep extends SyncContext {
  signal: AbortSignal;
  /** The bulk operation that was started for it; null to begin. */
  bulkOperationId: number | null;
}

/**
 * Reads all store credit of a shop again. No webhook tells of it, so this is the sweep: part of every night, and of
 * the first import. Gives way while Shopify works, and asks to be run again. May run twice and at once.
 */
export async function syncStoreCredit(context: Sweep): Promise<void> {
  const { admin, bulkOperationId } = context;
  if (bulkOperationId === null) {
    const begun = await runBulkQuery(admin, STORE_CREDIT_HOLDERS);
    return lookAgain(context, begun.kind === "busy" ? null : begun.bulkOperationId);
  }
  const bulk = await readBulkOperation(admin, bulkOperationId);
  switch (bulk.kind) {
    case "running":
      return lookAgain(context, bulkOperationId);
    case "completed":
      return saveAll(context, bulk.url);
    case "failed":
    case "gone":
      return; // the next night asks again
  }
}

const lookAgain = ({ db, shop: { shopId }, now }: Sweep, bulkOperationId: number | null) =>
  enqueue(
    db,
    "sync.store-credit",
    { shopId, bulkOperationId },
    { key: `sync.store-credit:${shopId}`, runAt: now() + LOOK_AGAIN_MS },
  );

async function saveAll(context: Sweep, url: string | null): Promise<void> {
  const { db, admin, shop, signal } = context;
  const holders = new Set<number>();
  let accountIds: number[] = [];
  const take = async () => {
    const accounts = await readAccounts(admin, accountIds);
    accountIds = [];
    for (const { customerId } of accounts) holders.add(customerId);
    await save(context, [...new Set(accounts.map(({ customerId }) => customerId))], accounts);
  };
  if (url !== null) {
    let last: string | undefined;
    for await (const lines of bulkLines(url, { signal })) {
      for (const { text } of lines) {
        const { id, __parentId: holder } = JSON.parse(text) as { id: string; __parentId?: string };
        if (holder === undefined) continue;
        // a customer's accounts are one piece: they are saved together
        if (holder !== last && accountIds.length >= AT_ONCE) await take();
        accountIds.push(numericId(id));
        last = holder;
      }
    }
  }
  await take();
  const held = await db
    .selectFrom("storeCreditAccounts")
    .select("customerId")
    .distinct()
    .where("shopId", "=", shop.shopId)
    .execute();
  const gone = held.flatMap(({ customerId }) => (holders.has(customerId) ? [] : customerId));
  await save(context, gone, []);
}

async function readAccounts(admin: Admin, accountIds: readonly number[]): Promise<StoreCredit[]> {
  const accounts: StoreCredit[] = [];
  for (let from = 0; from < accountIds.length; from += AT_ONCE) {
    const ids = accountIds
      .slice(from, from + AT_ONCE)
      .map((accountId) => gid("StoreCreditAccount", accountId));
    const { nodes } = await admin.ask(STORE_CREDIT_ACCOUNTS, { ids });
    for (const node of foundNodes(nodes)) {
      if (!("id" in node.owner)) continue; // a company's location
      accounts.push(accountFromShopify(node, numericId(node.owner.id)));
    }
  }
  return accounts;
}

/**
 * Reads the store credit of some customers again, whose news may be of it: an order is paid by it, and its customer is
 * changed. A shop without any is not asked: its first is found at night.
 */
export async function syncStoreCreditOf(
  context: SyncContext,
  customerIds: readonly number[],
): Promise<void> {
  if (customerIds.length === 0 || !(await hasAny(context.db, context.shop.shopId))) return;
  const accounts: StoreCredit[] = [];
  for (const customerId of customerIds) {
    const { customer } = await context.admin.ask(STORE_CREDIT_OF_CUSTOMER, {
      id: gid("Customer", customerId),
    });
    const nodes = customer?.storeCreditAccounts.nodes ?? [];
    accounts.push(...nodes.map((node) => accountFromShopify(node, customerId)));
  }
  await save(context, customerIds, accounts);
}

const hasAny = async (db: Database, shopId: number): Promise<boolean> =>
  (await db
    .selectFrom("storeCreditAccounts")
    .select("accountId")
    .where("shopId", "=", shopId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Of all accounts of these customers; who has more or less than before is refreshed. */
async function save(
  { db, shop: { shopId }, now }: SyncContext,
  customerIds: readonly number[],
  accounts: readonly StoreCredit[],
): Promise<void> {
  if (customerIds.length === 0) return;
  await db.transaction().execute(async (tx) => {
    const changed = await saveStoreCredit(tx, { shopId, customerIds, accounts });
    if (changed.length === 0) return;
    const at = now();
    await touchCustomers(tx, { shopId, customerIds: changed, at });
    await enqueue(
      tx,
      "segments.refresh-touched",
      { shopId },
      { key: `segments.refresh-touched:${shopId}`, runAt: at },
    );
  });
}
