import type { Database } from "#app/db/database.server.ts";
import type { Objective } from "#app/segments/objectives.ts";
import { createSegment } from "#app/segments/segments.server.ts";
import { setPurpose } from "#app/segments/purpose.server.ts";
import { measureShape } from "./measure-shape.server.ts";
import { sizesOf, type TemplateSize } from "./template-sizes.server.ts";
import { templatesFor } from "./templates.ts";

/** The templates of one goal, each with the segment that the shop made of it, if it did. */
export async function templatesOfGoal(
  db: Database,
  { shopId, goal }: { shopId: number; goal: Objective },
) {
  const all = templatesFor(await measureShape(db, { shopId }));
  const had = await db
    .selectFrom("segments")
    .select(["segmentId", "templateKey"])
    .where("shopId", "=", shopId)
    .where("templateKey", "is not", null)
    .execute();
  const madeOf = new Map(had.map(({ templateKey, segmentId }) => [templateKey, segmentId]));
  return all
    .filter((template) => template.goal === goal)
    .map((template) => ({ ...template, segmentId: madeOf.get(template.key) ?? null }));
}

export type OfferedTemplate = Awaited<ReturnType<typeof templatesOfGoal>>[number];

/** How many customers each template of a goal is true of now, by its key; those that cannot be used are left out. */
export async function sizesOfGoal(
  db: Database,
  { shopId, goal, asOf }: { shopId: number; goal: Objective; asOf: number },
): Promise<Record<string, TemplateSize>> {
  const usable = templatesFor(await measureShape(db, { shopId })).filter(
    (template) => template.goal === goal && template.missing === undefined,
  );
  const sizes = await sizesOf(db, { shopId, queries: usable.map(({ query }) => query), asOf });
  return Object.fromEntries(
    usable.flatMap(({ key, query }) => {
      const size = sizes.get(query);
      return size ? [[key, size]] : [];
    }),
  );
}

/** Makes a segment of a template; a name that is taken gets a number behind it. Undefined: there is none by that key. */
export async function createFromTemplate(
  db: Database,
  { shopId, key, asOf }: { shopId: number; key: string; asOf: number },
): Promise<number | undefined> {
  const template = templatesFor(await measureShape(db, { shopId })).find((one) => one.key === key);
  if (!template) return undefined;
  const { name, query, goal: objective, measure } = template;
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const made = await createSegment(db, {
      ...{ shopId, asOf, query, templateKey: key },
      name: copy === 1 ? name : `${name} (${copy})`,
    });
    if (made.kind === "name-taken") continue;
    if (made.kind !== "created") return undefined;
    await setPurpose(db, { shopId, segmentId: made.segmentId, objective, measure });
    return made.segmentId;
  }
  return undefined;
}

const MOST_COPIES = 20;
