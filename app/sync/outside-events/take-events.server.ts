import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import { upsertRows } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { OutsideEvent } from "#app/purchases/outside-event.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { saveToldEvents } from "#app/purchases/save-told-events.server.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import { readEventFile, type RefusedRow } from "./read-event-file.ts";

const EVENTS: RowShape<"outsideEvents"> = {
  table: "outsideEvents",
  key: ["shopId", "eventId"],
  columns: {
    ...{ shopId: "number", eventId: "text", customerId: "number", name: "text" },
    ...{ happenedAt: "number", valueMillionth: "number", answer: "text" },
  },
};

export type Taken =
  | {
      kind: "taken";
      events: number;
      /** Events of customers that the shop does not have: not kept. */
      unknownCustomers: number;
      refused: number;
      refusedRows: RefusedRow[];
    }
  | { kind: "refused"; line: number; reason: string };

/**
 * Takes a file of events. An event that comes again is the same event, with its last words; so a file may be sent
 * twice. The segments of its customers are refreshed within seconds.
 */
export async function takeEventFile(
  db: Database,
  { shop, text, now }: { shop: Shop; text: string; now: number },
): Promise<Taken> {
  const file = readEventFile(text, shop.timeZone);
  if (file.kind === "refused") return file;
  const { events, refused, refusedRows } = file;
  const { shopId } = shop;
  const taken = await db.transaction().execute(async (tx) => {
    const known = await knownAmong(tx, { shopId, events });
    const ours = events.filter(({ customerId }) => known.has(customerId));
    await upsertRows(
      tx,
      EVENTS,
      ours.map((event) => ({ ...event, shopId })),
    );
    await saveToldEvents(tx, { shopId, events: ours });
    const customerIds = ours.map(({ customerId }) => customerId);
    await touchCustomers(tx, { shopId, customerIds, at: now });
    if (ours.length > 0) {
      const key = `segments.refresh-touched:${shopId}`;
      await enqueue(tx, "segments.refresh-touched", { shopId }, { key, runAt: now });
    }
    return ours.length;
  });
  return {
    kind: "taken",
    events: taken,
    unknownCustomers: events.length - taken,
    ...{ refused, refusedRows },
  };
}

async function knownAmong(
  db: Database,
  { shopId, events }: { shopId: number; events: readonly OutsideEvent[] },
): Promise<Set<number>> {
  const ids = [...new Set(events.map(({ customerId }) => customerId))];
  const rows = await db
    .selectFrom("customers")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(db, ids))
    .execute();
  return new Set(rows.map(({ customerId }) => customerId));
}

/** What has arrived, by name: how many and the latest. */
export async function eventNames(db: Database, { shopId }: { shopId: number }) {
  return db
    .selectFrom("outsideEvents")
    .select(["name", ({ fn }) => fn.countAll<number>().as("events")])
    .select(({ fn }) => fn.max("happenedAt").as("latestAt"))
    .where("shopId", "=", shopId)
    .groupBy("name")
    .orderBy("name")
    .limit(50)
    .execute();
}
