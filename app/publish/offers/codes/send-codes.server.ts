import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { refuseUserErrors, ShopifyRefused } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { ADD_CODES, CODES_ADDED, DISCOUNT_OF_CODE } from "../documents.ts";
import { newCode } from "./new-code.server.ts";

/** Shopify takes so many in one call. */
const CODES_PER_CALL = 250;
const ASKED_AT_ONCE = 10;
/** How often, and with which pauses, Shopify is asked whether it is through one call's codes. */
const PAUSES_MS = [0, 100, 200, 400, 800, 1_600, 3_200];

export interface Working {
  db: Database;
  admin: Admin;
  signal: AbortSignal;
}

export interface OfOffer {
  shopId: number;
  offerId: number;
}

const codesOf = (db: Database, { shopId, offerId }: OfOffer) =>
  db
    .selectFrom("offerCodes")
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("confirmedAt", "is", null);

/** Hands Shopify what it was not given yet, and notes under which number it works on it. */
export async function sendCodes(
  { db, admin, signal }: Working,
  ofOffer: OfOffer,
  discountId: number,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const rows = await codesOf(db, ofOffer)
      .select(["customerId", "code"])
      .where("creationId", "is", null)
      .orderBy("customerId")
      .limit(CODES_PER_CALL)
      .execute();
    if (rows.length === 0) return;
    const { discountRedeemCodeBulkAdd: answer } = await admin.ask(ADD_CODES, {
      discountId: gid("DiscountCodeNode", discountId),
      codes: rows.map(({ code }) => ({ code })),
    });
    refuseUserErrors("AddCodes", answer?.userErrors ?? []);
    if (!answer?.bulkCreation) throw new ShopifyRefused("AddCodes: nothing was begun");
    await updateCodes(
      db,
      ofOffer,
      rows.map(({ code }) => code),
      { creationId: numericId(answer.bulkCreation.id) },
    );
  }
}

const updateCodes = (
  db: Database,
  { shopId, offerId }: OfOffer,
  codes: readonly string[],
  changes: { creationId?: number | null; confirmedAt?: number; code?: string },
) =>
  db
    .updateTable("offerCodes")
    .set(changes)
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("code", "in", codes)
    .execute();

/** Reads what became of what Shopify was given. */
export async function readCreations(
  { db, admin, signal }: Working,
  ofOffer: OfOffer,
  { discountId, now }: { discountId: number; now: number },
) {
  const creations = await codesOf(db, ofOffer)
    .select("creationId")
    .distinct()
    .where("creationId", "is not", null)
    .orderBy("creationId")
    .execute();
  const read = { confirmed: 0, renewed: 0, isWaiting: false };
  for (const { creationId } of creations) {
    if (creationId === null) continue;
    signal.throwIfAborted();
    const created = await waitFor(admin, creationId, signal);
    if (!created) {
      read.isWaiting = true;
      continue;
    }
    const held = created.filter(({ isHeld }) => isHeld).map(({ code }) => code);
    const others = created.filter(({ isHeld }) => !isHeld).map(({ code }) => code);
    for (let from = 0; from < others.length; from += ASKED_AT_ONCE) {
      const some = others.slice(from, from + ASKED_AT_ONCE);
      const isOurs = await Promise.all(some.map((code) => isCodeOf(admin, { code, discountId })));
      for (const [at, code] of some.entries()) {
        // Given twice, since nobody noted the first time: Shopify has it, and it is ours.
        if (isOurs[at]) held.push(code);
        else await updateCodes(db, ofOffer, [code], { code: newCode(), creationId: null });
      }
      read.renewed += isOurs.filter((is) => !is).length;
    }
    if (held.length > 0) await updateCodes(db, ofOffer, held, { confirmedAt: now });
    read.confirmed += held.length;
    await sendAgainUnheard(db, ofOffer, creationId);
  }
  return read;
}

/** What Shopify gave no answer about, it is given again. */
const sendAgainUnheard = (db: Database, { shopId, offerId }: OfOffer, creationId: number) =>
  db
    .updateTable("offerCodes")
    .set({ creationId: null })
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("creationId", "=", creationId)
    .where("confirmedAt", "is", null)
    .execute();

interface CreatedCode {
  code: string;
  isHeld: boolean;
}

/** @returns null while Shopify is at work; nothing in the list when it has forgotten that it was given any */
async function waitFor(
  admin: Admin,
  creationId: number,
  signal: AbortSignal,
): Promise<CreatedCode[] | null> {
  for (const pause of PAUSES_MS) {
    if (pause > 0) await sleep(pause, null, { signal });
    const { discountRedeemCodeBulkCreation: creation } = await admin.ask(CODES_ADDED, {
      id: gid("DiscountRedeemCodeBulkCreation", creationId),
    });
    if (!creation) return [];
    if (creation.done) {
      return creation.codes.nodes.map(({ code, discountRedeemCode }) => ({
        code,
        isHeld: discountRedeemCode !== null,
      }));
    }
  }
  return null;
}

async function isCodeOf(
  admin: Admin,
  { code, discountId }: { code: string; discountId: number },
): Promise<boolean> {
  const { codeDiscountNodeByCode: found } = await admin.ask(DISCOUNT_OF_CODE, { code });
  return found !== null && numericId(found.id) === discountId;
}
