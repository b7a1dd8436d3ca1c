import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { countMoves, type Moves } from "../count-moves.server.ts";
import { readKnown } from "../parse-for-shop.server.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { FileFault, Filed } from "./definition.ts";
import { readKept } from "./read-kept.server.ts";
import { stepsTo, type Change, type Step } from "./steps.ts";

/** What Shopify holds of a segment, and would hold otherwise. */
export interface Published {
  /** Whether its metaobject, with its shelf, is there. */
  metaobject: boolean;
  /** Titles of the offers that run for it, each with a discount and a twin. */
  offers: string[];
}

export interface Plan {
  create: {
    file: string;
    name: string;
    handle: string | null;
    /** Null if it asks for a segment that only the files have: it can be counted once that one is there. */
    members: number | null;
  }[];
  change: {
    file: string;
    handle: string;
    name: string;
    changes: Change[];
    /** By another query; null if it stays, or asks for a segment that only the files have. */
    members: Moves | null;
    publishes: Published;
  }[];
  remove: { handle: string; name: string; members: number; publishes: Published }[];
  /** Segments of the shop that have no file and are left alone. */
  unfiled: { handle: string; name: string }[];
  /** How many are as their files say. */
  same: number;
}

export interface Asked {
  shop: Shop;
  filed: readonly Filed[];
  /** Whether segments without a file go. */
  removes: boolean;
  asOf: number;
}

export type Planned =
  { kind: "planned"; plan: Plan; steps: Step[] } | { kind: "refused"; faults: FileFault[] };

/**
 * What would make a shop as its files say, with the members that it would move. Changes nothing. Segments that ask for
 * another segment's members are counted with those it has now.
 */
export async function planDefinitions(db: Database, asked: Asked): Promise<Planned> {
  const { filed, removes } = asked;
  const { shopId } = asked.shop;
  const known = await readKnown(db, shopId);
  const kept = await readKept(db, { shopId });
  const result = stepsTo({ filed, kept, removes, known });
  if ("faults" in result) return { kind: "refused", faults: result.faults };
  const { steps, same, unfiled } = result;
  const plan: Plan = {
    ...{ create: [], change: [], remove: [], same },
    unfiled: unfiled.map(({ handle, name }) => ({ handle, name })),
  };
  for (const step of steps) await addStep(db, asked, step, plan);
  return { kind: "planned", plan, steps };
}

async function addStep(db: Database, asked: Asked, step: Step, plan: Plan) {
  switch (step.kind) {
    case "create": {
      const { file, definition } = step.filed;
      const moves = await movesBy(db, asked, { query: definition.query, segmentId: NONE });
      const { name, handle = null } = definition;
      plan.create.push({ file, name, handle, members: moves?.then ?? null });
      return;
    }
    case "change": {
      const { filed, segment, changes } = step;
      const { query, name } = filed.definition;
      const isOther = changes.some(({ field }) => field === "query");
      plan.change.push({
        ...{ file: filed.file, handle: segment.handle, name, changes },
        members: isOther ? await movesBy(db, asked, { query, segmentId: segment.segmentId }) : null,
        publishes: await publishedOf(db, asked, segment),
      });
      return;
    }
    case "remove": {
      const { handle, name, memberCount: members } = step.segment;
      const publishes = await publishedOf(db, asked, step.segment);
      plan.remove.push({ handle, name, members, publishes });
    }
  }
}

/** No segment has this id: ids begin at 1. */
const NONE = 0;

async function movesBy(
  db: Database,
  { shop, asOf }: Asked,
  { query, segmentId }: { query: string; segmentId: number },
): Promise<Moves | null> {
  const parsed = parseQuery(query, await readKnown(db, shop.shopId));
  if (parsed.kind === "refused") return null; // it asks for a segment that only the files have
  return countMoves(db, { shop, query: parsed.query, segmentId, asOf });
}

async function publishedOf(
  db: Database,
  { shop: { shopId }, asOf }: Asked,
  { segmentId, handle }: { segmentId: number; handle: string },
): Promise<Published> {
  const metaobject = await db
    .selectFrom("publishedObjects")
    .select("objectId")
    .where("shopId", "=", shopId)
    .where("kind", "=", "metaobject")
    .where("handle", "=", handle)
    .executeTakeFirst();
  const offers = await db
    .selectFrom("offers")
    .select("title")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("state", "=", "active")
    .where(({ or, eb }) => or([eb("endsAt", "is", null), eb("endsAt", ">", asOf)]))
    .orderBy("offerId")
    .execute();
  return { metaobject: metaobject !== undefined, offers: offers.map(({ title }) => title) };
}
