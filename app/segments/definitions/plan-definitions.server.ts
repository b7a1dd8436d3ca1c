import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { readKnown } from "../parse-for-shop.server.ts";
import type { FileFault, Filed } from "./definition.ts";
import { futureOf, type Planned } from "./future.ts";
import { plannedMoves, type Moves } from "./planned-moves.server.ts";
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
    members: number;
  }[];
  change: {
    file: string;
    handle: string;
    name: string;
    changes: Change[];
    /** Null if nothing moves anybody: its query stays, and so do those that it asks for. */
    members: Moves | null;
    publishes: Published;
  }[];
  remove: { handle: string; name: string; members: number; publishes: Published }[];
  /** Segments that stay as they are, and whose members move since they ask for one that changes. */
  follow: { handle: string; name: string; members: Moves }[];
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

export type PlanOutcome =
  { kind: "planned"; plan: Plan; steps: Step[] } | { kind: "refused"; faults: FileFault[] };

/**
 * What would make a shop as its files say, with the members that it would move, also of segments that ask for others'.
 * Changes nothing.
 */
export async function planDefinitions(db: Database, asked: Asked): Promise<PlanOutcome> {
  const { filed, removes } = asked;
  const { shopId } = asked.shop;
  const known = await readKnown(db, shopId);
  const kept = await readKept(db, { shopId });
  const result = stepsTo({ filed, kept, removes, known });
  if ("faults" in result) return { kind: "refused", faults: result.faults };
  const { steps, same, unfiled } = result;
  const future = futureOf({ filed, kept, steps, known });
  const segments = new Map(future.map((one) => [one.name, one]));
  const movesOf = (one: Planned) =>
    plannedMoves(db, { shop: asked.shop, asOf: asked.asOf, segments }, one);
  const plan: Plan = {
    ...{ create: [], change: [], remove: [], follow: [], same },
    unfiled: unfiled.map(({ handle, name }) => ({ handle, name })),
  };
  for (const step of steps) {
    switch (step.kind) {
      case "create": {
        const { name, handle = null } = step.filed.definition;
        const planned = segments.get(name);
        const members = planned ? (await movesOf(planned)).then : 0;
        plan.create.push({ file: step.filed.file, name, handle, members });
        break;
      }
      case "change": {
        const { filed: own, segment, changes } = step;
        const { name } = own.definition;
        const planned = segments.get(name);
        plan.change.push({
          ...{ file: own.file, handle: segment.handle, name, changes },
          members: planned?.isOther ? await movesOf(planned) : null,
          publishes: await publishedOf(db, asked, segment),
        });
        break;
      }
      case "remove": {
        const { handle, name, memberCount: members } = step.segment;
        const publishes = await publishedOf(db, asked, step.segment);
        plan.remove.push({ handle, name, members, publishes });
      }
    }
  }
  const changed = new Set(plan.change.map(({ handle }) => handle));
  for (const { handle, segmentId } of kept) {
    const planned = future.find((one) => one.segmentId === segmentId);
    if (!planned?.isOther || changed.has(handle)) continue;
    plan.follow.push({ handle, name: planned.name, members: await movesOf(planned) });
  }
  return { kind: "planned", plan, steps };
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
