import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { entitledMembers, readEntitlement, type Entitled } from "#app/offers/entitled.server.ts";
import type { Offer } from "#app/offers/offer.ts";
import { newCode } from "./new-code.server.ts";
import { readCreations, sendCodes, type OfOffer, type Working } from "./send-codes.server.ts";

const MEMBERS_AT_ONCE = 20_000;
const ROWS_AN_INSERT = 500;
/** A code that somebody else has is made anew, and sent again. */
const ROUNDS = 3;

/**
 * Gives every member who may have an offer a code of their own, on one discount of Shopify's. Who leaves keeps it for
 * when they come back: meanwhile the discount's segment has Shopify refuse it. Killed anywhere, it goes on: what was
 * given to Shopify and not noted is found again by the code itself.
 * @returns how many Shopify has come to have, and whether it is still at work on others
 */
export async function giveOwnCodes(
  working: Working,
  { shopId, now }: { shopId: number; now: number },
  { offer, discountId }: { offer: Pick<Offer, "offerId">; discountId: number },
): Promise<{ confirmed: number; isWaiting: boolean }> {
  const ofOffer = { shopId, offerId: offer.offerId };
  await makeCodes(working.db, { ...ofOffer, now });
  let confirmed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await sendCodes(working, ofOffer, discountId);
    const read = await readCreations(working, ofOffer, { discountId, now });
    confirmed += read.confirmed;
    if (read.isWaiting) return { confirmed, isWaiting: true };
    if (read.renewed === 0) break;
  }
  return { confirmed, isWaiting: false };
}

/** One for each who has none yet. A code that the shop has given already is thrown again. */
async function makeCodes(db: Database, { shopId, offerId, now }: OfOffer & { now: number }) {
  const entitlement = await readEntitlement(db, { shopId, asOf: now });
  for (;;) {
    const members = await db
      .selectFrom(sql<Entitled>`(${entitledMembers(db, entitlement, "all")})`.as("entitled"))
      .select("entitled.customerId")
      .where("entitled.offerId", "=", offerId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("offerCodes")
              .select("offerCodes.code")
              .where("offerCodes.shopId", "=", shopId)
              .where("offerCodes.offerId", "=", offerId)
              .whereRef("offerCodes.customerId", "=", "entitled.customerId"),
          ),
        ),
      )
      .limit(MEMBERS_AT_ONCE)
      .execute();
    if (members.length === 0) return;
    for (let from = 0; from < members.length; from += ROWS_AN_INSERT) {
      const rows = members.slice(from, from + ROWS_AN_INSERT).map(({ customerId }) => ({
        ...{ shopId, offerId, customerId, code: newCode() },
        ...{ creationId: null, confirmedAt: null },
      }));
      await db
        .insertInto("offerCodes")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

/** The discount that had them is no more: another is to have the same. */
export async function codesAreNowhere(db: Database, { shopId, offerId }: OfOffer): Promise<void> {
  await db
    .updateTable("offerCodes")
    .set({ creationId: null, confirmedAt: null })
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .execute();
}

/** Of an offer that is over. */
export async function forgetCodes(db: Database, { shopId, offerId }: OfOffer): Promise<void> {
  await db
    .deleteFrom("offerCodes")
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .execute();
}
