import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { UserError } from "#app/shopify/faults.ts";
import { gid } from "#app/shopify/ids.ts";
import type { Difference } from "./differences.server.ts";
import { DELETE_METAFIELDS, SET_METAFIELDS } from "./documents.ts";
import { isMetafieldKey, metafields, METAFIELDS_PER_CALL } from "./layout.ts";

/** A metafield of ours that no layout knows: written by another version of the app. */
export class MetafieldUnknown extends Fault {
  readonly code = "metafield_unknown";
  readonly retryable = false;
}

export interface Refused<Row> {
  row: Row;
  reason: string;
}

/** What became of some differences: Shopify confirmed them, or would not have them. */
export interface Sent<Row> {
  confirmed: Row[];
  refused: Refused<Row>[];
}

const identifier = ({ key, ownerId }: Difference) => {
  if (!isMetafieldKey(key)) throw new MetafieldUnknown(`there is no metafield ${key}`);
  const { owner, namespace, type } = metafields[key];
  return { type, identifier: { ownerId: gid(owner, ownerId), namespace, key } };
};

/** Differences as `metafieldsSet` takes them; those that are deletions it does not take. */
export const setInputs = (rows: readonly Difference[]) =>
  rows.flatMap((row) => {
    const { identifier: named, type } = identifier(row);
    return row.value === null ? [] : [{ ...named, type, value: row.value }];
  });

const isSet = ({ value }: Difference) => value !== null;

/**
 * Writes at most 25 differences to Shopify, and tells which it took. Sending the same again changes nothing.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function sendDifferences<Row extends Difference>(
  admin: Admin,
  rows: readonly Row[],
): Promise<Sent<Row>> {
  const set = await sendSets(admin, rows.filter(isSet));
  const gone = rows.filter((row) => !isSet(row));
  if (gone.length > 0) {
    // What Shopify does not hold any more, owner and all, it does not complain about.
    const { metafieldsDelete: answer } = await admin.ask(DELETE_METAFIELDS, {
      metafields: gone.map((row) => identifier(row).identifier),
    });
    const [error] = answer?.userErrors ?? [];
    if (error) set.refused.push(...gone.map((row) => ({ row, reason: error.message })));
    else set.confirmed.push(...gone);
  }
  return set;
}

/** Shopify takes all of a call or nothing, so what it will not have is left out of the next. */
async function sendSets<Row extends Difference>(
  admin: Admin,
  rows: readonly Row[],
): Promise<Sent<Row>> {
  const refused: Refused<Row>[] = [];
  let rest = [...rows];
  while (rest.length > 0) {
    const { metafieldsSet: answer } = await admin.ask(SET_METAFIELDS, {
      metafields: setInputs(rest),
    });
    const userErrors = answer?.userErrors ?? [];
    if (userErrors.length === 0) return { confirmed: rest, refused };

    const reasons = refusedPositions(userErrors);
    if (reasons.size === 0) {
      const halves = await sendHalves(admin, rest, userErrors[0]?.message ?? "refused");
      return { confirmed: halves.confirmed, refused: [...refused, ...halves.refused] };
    }
    for (const [position, reason] of reasons) {
      const row = rest[position];
      if (row) refused.push({ row, reason });
    }
    rest = rest.filter((_row, position) => !reasons.has(position));
  }
  return { confirmed: [], refused };
}

/** When Shopify does not say which of several it minds. */
async function sendHalves<Row extends Difference>(
  admin: Admin,
  rows: readonly Row[],
  reason: string,
): Promise<Sent<Row>> {
  const [only] = rows;
  if (only && rows.length === 1) return { confirmed: [], refused: [{ row: only, reason }] };
  const middle = Math.ceil(rows.length / 2);
  const first = await sendSets(admin, rows.slice(0, middle));
  const second = await sendSets(admin, rows.slice(middle));
  return {
    confirmed: [...first.confirmed, ...second.confirmed],
    refused: [...first.refused, ...second.refused],
  };
}

/** Which inputs Shopify minds, and why: by `elementIndex`, or by a path such as metafields.3.value. */
export function refusedPositions(
  userErrors: readonly (UserError & { elementIndex?: number | null })[],
): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { elementIndex, field, message } of userErrors) {
    const position = elementIndex ?? Number(field?.[1] ?? NaN);
    if (Number.isInteger(position) && position < METAFIELDS_PER_CALL)
      reasons.set(position, message);
  }
  return reasons;
}

/** Keeps what Shopify has confirmed, so that it is not sent again. Takes as many as one call does. */
export async function remember(
  db: Database,
  { shopId, rows, now }: { shopId: number; rows: readonly Difference[]; now: number },
): Promise<void> {
  const set = rows.flatMap(({ value, ...named }) => (value === null ? [] : [{ ...named, value }]));
  if (set.length > 0) {
    await db
      .insertInto("publishedMetafields")
      .values(
        set.map(({ ownerType, ownerId, key, value }) => ({
          ...{ shopId, ownerType, ownerId, key, value },
          publishedAt: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["shopId", "ownerType", "key", "ownerId"]).doUpdateSet((row) => ({
          value: row.ref("excluded.value"),
          publishedAt: row.ref("excluded.publishedAt"),
        })),
      )
      .execute();
  }
  await forget(
    db,
    shopId,
    rows.filter((row) => !isSet(row)),
  );
}

async function forget(db: Database, shopId: number, gone: readonly Difference[]) {
  for (const key of new Set(gone.map((row) => row.key))) {
    const ofKey = gone.filter((row) => row.key === key);
    await db
      .deleteFrom("publishedMetafields")
      .where("shopId", "=", shopId)
      .where("key", "=", key)
      .where("ownerType", "in", [...new Set(ofKey.map(({ ownerType }) => ownerType))])
      .where(
        "ownerId",
        "in",
        ofKey.map(({ ownerId }) => ownerId),
      )
      .execute();
  }
}
