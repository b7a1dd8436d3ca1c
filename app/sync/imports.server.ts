import type { Selectable } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { isResource, resources, type Resource } from "./imported-resource.ts";

export type ImportState = "waiting" | "running" | "saving" | "done" | "failed";

/** How far the import of one resource is. */
export type Import = Omit<Selectable<Tables["imports"]>, "resource" | "state"> & {
  resource: Resource;
  state: ImportState;
};

/**
 * Begins the import of everything, from nothing. Rows that are there stay until newer ones come; what Shopify does
 * not have any more is found by the comparison that follows an import.
 */
export async function beginImport(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<void> {
  const fresh = {
    state: "waiting",
    bulkOperationId: null,
    url: null,
    savedBytes: 0,
    totalBytes: null,
    savedObjects: 0,
    expectedObjects: null,
    startedAt: now,
    updatedAt: now,
    finishedAt: null,
    fault: null,
  };
  await db
    .insertInto("imports")
    .values(resources.map((resource) => ({ ...fresh, shopId, resource })))
    .onConflict((conflict) => conflict.columns(["shopId", "resource"]).doUpdateSet(fresh))
    .execute();
  await enqueue(db, "sync.import", { shopId }, { key: `sync.import:${shopId}`, runAt: now });
}

/** The imports of a shop in the order in which they are saved; none before its first. */
export async function readImports(db: Database, shopId: number): Promise<Import[]> {
  const rows = await db.selectFrom("imports").selectAll().where("shopId", "=", shopId).execute();
  return rows
    .flatMap((row) =>
      isResource(row.resource) && isImportState(row.state)
        ? [{ ...row, resource: row.resource, state: row.state }]
        : [],
    )
    .sort((a, b) => resources.indexOf(a.resource) - resources.indexOf(b.resource));
}

const STATES: readonly string[] = [
  "waiting",
  "running",
  "saving",
  "done",
  "failed",
] satisfies ImportState[];

const isImportState = (text: string): text is ImportState => STATES.includes(text);

/** Notes how an import stands now. */
export async function noteImport(
  db: Database,
  { shopId, resource, now }: { shopId: number; resource: Resource; now: number },
  change: Partial<Omit<Import, "shopId" | "resource" | "startedAt" | "updatedAt">>,
): Promise<void> {
  await db
    .updateTable("imports")
    .set({ ...change, updatedAt: now })
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .execute();
}

/** Trying again will not help: what is not done has failed, until the import is begun anew. */
export async function failImports(
  db: Database,
  { shopId, fault, now }: { shopId: number; fault: string; now: number },
): Promise<void> {
  await db
    .updateTable("imports")
    .set({ state: "failed", fault, updatedAt: now })
    .where("shopId", "=", shopId)
    .where("state", "!=", "done")
    .execute();
}
