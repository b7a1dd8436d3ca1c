import type { z } from "zod";
import type { Database } from "#app/db/database.server.ts";

type Model = "cadence" | "lifetime" | "rfm";

/** What a model last said about a shop, or null where it has said nothing that can still be read. */
export async function findReport<Shape extends z.ZodType>(
  db: Database,
  { shopId, model, shape }: { shopId: number; model: Model; shape: Shape },
): Promise<{ asOf: number; report: z.infer<Shape> } | null> {
  const row = await db
    .selectFrom("modelReports")
    .select(["asOf", "report"])
    .where("shopId", "=", shopId)
    .where("model", "=", model)
    .executeTakeFirst();
  const read = row && shape.safeParse(JSON.parse(row.report));
  return row && read?.success ? { asOf: row.asOf, report: read.data } : null;
}

/** Takes the place of what the model said before. */
export async function keepReport(
  db: Database,
  { shopId, model, asOf, report }: { shopId: number; model: Model; asOf: number; report: object },
): Promise<void> {
  const row = { asOf, report: JSON.stringify(report) };
  await db
    .insertInto("modelReports")
    .values({ shopId, model, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "model"]).doUpdateSet(row))
    .execute();
}
