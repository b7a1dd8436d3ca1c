import type { Database } from "#app/db/database.server.ts";
import { withDependents } from "../membership/naming.server.ts";
import { refreshSegments } from "../refresh-memberships.server.ts";
import { addSegment, enqueueRecommendations, lockShop, removeSegment } from "../segments.server.ts";
import { recordVersion } from "../versions/record-version.server.ts";
import type { Definition } from "./definition.ts";
import {
  planDefinitions,
  type Asked,
  type Plan,
  type PlanOutcome,
} from "./plan-definitions.server.ts";
import type { Kept, Step } from "./steps.ts";

export type Applied =
  | { kind: "applied"; plan: Plan }
  | Extract<PlanOutcome, { kind: "refused" }>
  | { kind: "in-use-by-offer"; name: string; title: string }
  | { kind: "in-use-by-segments"; name: string; names: string[] };

/** Thrown to undo what a transaction has done so far. */
class Undone extends Error {
  readonly outcome: Applied;
  constructor(outcome: Applied) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/**
 * Makes a shop as its files say and fills its segments, in one transaction: all of it or nothing. Recommendations and
 * publishing follow by a job. Twice is once.
 */
export async function applyDefinitions(db: Database, asked: Asked): Promise<Applied> {
  try {
    return await db.transaction().execute(async (tx) => {
      await lockShop(tx, asked.shop.shopId);
      const planned = await planDefinitions(tx, asked);
      if (planned.kind === "refused") return planned;
      if (planned.steps.length > 0) await take(tx, asked, planned.steps);
      return { kind: "applied", plan: planned.plan };
    });
  } catch (thrown) {
    if (thrown instanceof Undone) return thrown.outcome;
    throw thrown;
  }
}

async function take(tx: Database, asked: Asked, steps: readonly Step[]) {
  const { shop, asOf } = asked;
  const { shopId } = shop;
  for (const step of steps) if (step.kind === "remove") await remove(tx, asked, step.segment);
  await freeNames(tx, asked, steps);
  const moved: number[] = [];
  for (const step of steps) {
    if (step.kind === "create") moved.push(await create(tx, asked, step.filed.definition));
    if (step.kind === "change") {
      await change(tx, asked, step.segment, step.filed.definition);
      if (step.changes.some(({ field }) => field === "query" || field === "name")) {
        moved.push(step.segment.segmentId);
      }
    }
  }
  const segmentIds = new Set<number>();
  for (const segmentId of moved) {
    for (const one of await withDependents(tx, { shopId, segmentId })) segmentIds.add(one);
  }
  const all = { shop, segmentIds: [...segmentIds], which: "all", asOf, cause: "query" } as const;
  if (segmentIds.size > 0) await refreshSegments(tx, all);
  await enqueueRecommendations(tx, shopId);
} // prettier-ignore

async function remove(tx: Database, { shop, asOf }: Asked, { segmentId, name }: Kept) {
  const removed = await removeSegment(tx, { shopId: shop.shopId, segmentId, asOf });
  if (removed.kind === "in-use-by-offer" || removed.kind === "in-use-by-segments") {
    throw new Undone({ ...removed, name });
  }
}

/** Names may change hands, and no two segments have one at any moment. */
async function freeNames(tx: Database, { shop }: Asked, steps: readonly Step[]) {
  for (const step of steps) {
    if (step.kind !== "change" || !step.changes.some(({ field }) => field === "name")) continue;
    await tx
      .updateTable("segments")
      .set({ name: `${step.segment.handle} ${step.segment.segmentId} gives its name away` })
      .where("shopId", "=", shop.shopId)
      .where("segmentId", "=", step.segment.segmentId)
      .execute();
  }
}

async function create(tx: Database, { shop, asOf }: Asked, definition: Definition) {
  const { shopId } = shop;
  const { name, query, handle } = definition;
  const added = await addSegment(tx, { shopId, name, query, handle, templateKey: null, asOf });
  if (added.kind !== "created") throw new Error(`the name ${name} is taken, and was free`);
  const { segmentId } = added;
  await tx
    .updateTable("segments")
    .set(fieldsOf(definition))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .execute();
  return segmentId;
}

async function change(tx: Database, { shop, asOf }: Asked, segment: Kept, definition: Definition) {
  const { shopId } = shop;
  const { segmentId } = segment;
  const { name, query } = definition;
  await tx
    .updateTable("segments")
    .set({ name, query, updatedAt: asOf, ...fieldsOf(definition) })
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .execute();
  await recordVersion(tx, { shopId, segmentId, name, query, at: asOf });
}

/** What stays if nothing is said, and what goes. */
const fieldsOf = ({ priority, objective, measure }: Definition) => ({
  ...{ objective: objective ?? null, measure: measure ?? null },
  ...(priority === undefined ? {} : { priority }),
});
