import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { isHeldOut } from "./holdout.ts";

/** So many are decided in one transaction: a few tenths of a second, and little memory. */
const MEMBERS_AT_ONCE = 20_000;

interface Assigning {
  shopId: number;
  /** Offers that have ended by then take nobody any more. */
  now: number;
  /** Everybody, or some. */
  which: "all" | readonly number[];
}

/**
 * Decides for each member of an active offer who has not been decided for whether they are kept from it. What was decided stays:
 * for who leaves and comes back, and for whatever becomes of the offer. Called twice, it does nothing the second time.
 * @returns how many were decided for
 */
export async function assignMembers(
  db: Database,
  { shopId, now, which }: Assigning,
): Promise<number> {
  const offers = await db
    .selectFrom("offers")
    .select(["offerId", "handle", "segmentId", "holdoutBasisPoints"])
    .where("shopId", "=", shopId)
    .where("state", "=", "active")
    .where(({ or, eb }) => or([eb("endsAt", "is", null), eb("endsAt", ">", now)]))
    .execute();
  let assigned = 0;
  for (const offer of offers) {
    for await (const part of partsOf(db, { shopId, ...offer, which })) {
      const members = await undecided(db, { shopId, ...offer, part });
      await decide(db, { shopId, now, offer, members });
      assigned += members.length;
    }
  }
  return assigned;
}

/** Some customers by name, or a stretch of their numbers. */
type Part = readonly number[] | { after: number; upTo: number };

interface OfOffer {
  shopId: number;
  offerId: number;
  segmentId: number;
}

/** The members of an offer's segment, so many at once. */
async function* partsOf(
  db: Database,
  { shopId, segmentId, which }: OfOffer & Pick<Assigning, "which">,
): AsyncGenerator<Part> {
  if (which !== "all") {
    yield which;
    return;
  }
  for (let after = 0; ;) {
    const some = db
      .selectFrom("memberships")
      .select("customerId")
      .where("shopId", "=", shopId)
      .where("segmentId", "=", segmentId)
      .where("customerId", ">", after)
      .orderBy("customerId")
      .limit(MEMBERS_AT_ONCE);
    const { upTo } = await db
      .selectFrom(some.as("some"))
      .select(({ fn }) => fn.max<number | null>("customerId").as("upTo"))
      .executeTakeFirstOrThrow();
    if (upTo === null) return;
    yield { after, upTo };
    after = upTo;
  }
}

/** Two walks along two keys: no plan of a database that does not know its tables yet can make it slow. */
async function undecided(
  db: Database,
  { shopId, offerId, segmentId, part }: OfOffer & { part: Part },
): Promise<number[]> {
  const inPart =
    "upTo" in part
      ? sql`customer_id > ${part.after} and customer_id <= ${part.upTo}`
      : sql`customer_id in ${idsIn(db, part)}`;
  const { rows } = await sql<{ customerId: number }>`
    select customer_id from memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and ${inPart}
    except
    select customer_id from offer_assignments
    where shop_id = ${shopId} and offer_id = ${offerId} and ${inPart}
    order by customer_id
  `.execute(db);
  return rows.map(({ customerId }) => customerId);
}

interface Deciding {
  shopId: number;
  now: number;
  offer: { offerId: number; handle: string; holdoutBasisPoints: number };
  members: readonly number[];
}

async function decide(db: Database, { shopId, now, offer, members }: Deciding): Promise<void> {
  if (members.length === 0) return;
  const { heldOut = [], offered = [] } = Object.groupBy(members, (customerId) =>
    isHeldOut(offer, customerId) ? "heldOut" : "offered",
  );
  await db.transaction().execute(async (tx) => {
    for (const [isHeld, ids] of [
      [1, heldOut],
      [0, offered],
    ] as const) {
      await sql`
        insert into offer_assignments (shop_id, offer_id, customer_id, is_held_out, assigned_at)
        select cast(${shopId} as integer), cast(${offer.offerId} as integer), value, cast(${isHeld} as integer),
          cast(${now} as bigint)
        from ${idsIn(tx, ids)} as given where true
        on conflict (shop_id, offer_id, customer_id) do nothing
      `.execute(tx);
    }
  });
}
