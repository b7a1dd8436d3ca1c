import { sql } from "kysely";
import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import { upsertRows } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { OutsideEvent } from "./outside-event.ts";

const EVENTS: RowShape<"customerEvents"> = {
  table: "customerEvents",
  key: ["shopId", "customerId", "kind", "eventKey"],
  columns: {
    ...{ shopId: "number", customerId: "number", kind: "text", eventKey: "text" },
    ...{ objectId: "number", at: "number" },
  },
};

/** Names of events that Shopify's own filters ask for, and that it tells to no app. */
const ASKED_BY_SHOPIFY =
  /^(shopify_email\.(bounced|clicked|delivered|marked_as_spam|opened|unsubscribed)|storefront\.(product|collection)_viewed)$/;

/** The app that added a customer, told like an event. */
const CREATED_BY_APP = "created_by_app";

/**
 * Keeps what was told under the name of one of Shopify's functions where that function looks for it; the answer is the
 * id of what it is about. In the transaction that takes the events.
 */
export async function saveToldEvents(
  tx: Database,
  { shopId, events }: { shopId: number; events: readonly OutsideEvent[] },
): Promise<void> {
  await upsertRows(
    tx,
    EVENTS,
    events
      .filter(({ name }) => ASKED_BY_SHOPIFY.test(name))
      .map(({ customerId, name: kind, eventId: eventKey, happenedAt: at, answer }) => ({
        ...{ shopId, customerId, kind, eventKey, at, objectId: idIn(answer) },
      })),
  );
  for (const { customerId, name, answer } of events) {
    const createdByAppId = name === CREATED_BY_APP ? idIn(answer) : null;
    if (createdByAppId === null) continue;
    await tx
      .insertInto("customerTraces")
      .values({ shopId, customerId, createdByAppId, abandonedCheckoutAt: null })
      .onConflict((conflict) =>
        conflict
          .columns(["shopId", "customerId"])
          .doUpdateSet({ createdByAppId: sql<number>`excluded.created_by_app_id` }),
      )
      .execute();
  }
}

/** A number, alone or at the end of a gid. */
function idIn(answer: string | null): number | null {
  const [, digits] = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,16})$/.exec(answer ?? "") ?? [];
  const id = Number(digits);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
