import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { RULE_KINDS, RULE_SUBJECTS, type Rule } from "./rules.ts";

/** The oldest first. */
export async function listRules(db: Database, { shopId }: { shopId: number }): Promise<Rule[]> {
  const rows = await db
    .selectFrom("recommendationRules")
    .select(["ruleId", "kind", "subject", "value", "amount"])
    .where("shopId", "=", shopId)
    .orderBy("ruleId")
    .execute();
  return rows.flatMap((row) => {
    const kind = RULE_KINDS.find((one) => one === row.kind);
    const subject = RULE_SUBJECTS.find((one) => one === row.subject) ?? "";
    return kind ? [{ ...row, kind, subject }] : [];
  });
}

export type Added =
  | { kind: "added"; ruleId: number }
  /** Nothing in the shop is called so. */
  | { kind: "unknown" }
  | { kind: "there-already" };

/** Adds a rule and asks for all shelves anew. A product is named by its id, handle or title, a collection by id, handle or title. */
export async function addRule(
  db: Database,
  { shopId, asOf, rule }: { shopId: number; asOf: number; rule: Omit<Rule, "ruleId"> },
): Promise<Added> {
  const value = await valueOf(db, shopId, rule);
  if (value === null) return { kind: "unknown" };
  return db.transaction().execute(async (tx) => {
    const rules = await listRules(tx, { shopId });
    const isFloor = rule.kind === "price-floor" || rule.kind === "margin-floor";
    if (isFloor) {
      await tx
        .deleteFrom("recommendationRules")
        .where("shopId", "=", shopId)
        .where("kind", "=", rule.kind)
        .execute();
    } else if (
      rules.some(
        (one) => one.kind === rule.kind && one.subject === rule.subject && one.value === value,
      )
    ) {
      return { kind: "there-already" };
    }
    const ruleId = 1 + Math.max(0, ...rules.map((one) => one.ruleId));
    await tx
      .insertInto("recommendationRules")
      .values({ ...rule, shopId, ruleId, value, createdAt: asOf })
      .execute();
    await refreshSoon(tx, shopId);
    return { kind: "added", ruleId };
  });
}

export async function removeRule(
  db: Database,
  { shopId, ruleId }: { shopId: number; ruleId: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom("recommendationRules")
      .where("shopId", "=", shopId)
      .where("ruleId", "=", ruleId)
      .execute();
    await refreshSoon(tx, shopId);
  });
}

const refreshSoon = (tx: Database, shopId: number) =>
  enqueue(tx, "recommendations.refresh", { shopId }, { key: `recommendations.refresh:${shopId}` });

/** What is kept of a name: an id for a product or a collection. Null where there is no such thing. */
async function valueOf(
  db: Database,
  shopId: number,
  { subject, value }: Omit<Rule, "ruleId">,
): Promise<string | null> {
  const name = value.trim();
  switch (subject) {
    case "":
      return "";
    case "product": {
      const rows = await db
        .selectFrom("products")
        .select("productId")
        .where("shopId", "=", shopId)
        .where((eb) =>
          eb.or([
            eb("productId", "=", idIn(name)),
            eb("handle", "=", name),
            eb("title", "=", name),
          ]),
        )
        .orderBy("productId")
        .execute();
      return rows[0] ? String(rows[0].productId) : null;
    }
    case "collection": {
      const rows = await db
        .selectFrom("collections")
        .select("collectionId")
        .where("shopId", "=", shopId)
        .where((eb) =>
          eb.or([
            eb("collectionId", "=", idIn(name)),
            eb("handle", "=", name),
            eb("title", "=", name),
          ]),
        )
        .orderBy("collectionId")
        .execute();
      return rows[0] ? String(rows[0].collectionId) : null;
    }
    case "type":
    case "vendor":
    case "tag":
      return name === "" ? null : name;
  }
}

const idIn = (name: string) => (/^\d{1,15}$/.test(name) ? Number(name) : 0);
