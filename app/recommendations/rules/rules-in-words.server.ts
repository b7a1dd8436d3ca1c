import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { formatMoney } from "#app/platform/money.ts";
import { listRules } from "./save-rules.server.ts";

interface Asking {
  shopId: number;
  currency: string;
  locale: string;
}

/** A shop's rules as a merchant reads them, the oldest first. */
export async function rulesInWords(
  db: Database,
  { shopId, currency, locale }: Asking,
): Promise<{ ruleId: number; text: string }[]> {
  const rules = await listRules(db, { shopId });
  const idsOf = (subject: string) =>
    rules.flatMap((rule) => (rule.subject === subject ? [Number(rule.value)] : []));
  const products = await db
    .selectFrom("products")
    .select(["productId", "title"])
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, idsOf("product")))
    .execute();
  const collections = await db
    .selectFrom("collections")
    .select(["collectionId", "title"])
    .where("shopId", "=", shopId)
    .where("collectionId", "in", idsIn(db, idsOf("collection")))
    .execute();
  const titles = new Map<string, string>([
    ...products.map(({ productId, title }) => [`product ${productId}`, title] as [string, string]),
    ...collections.map(
      ({ collectionId, title }) => [`collection ${collectionId}`, title] as [string, string],
    ),
  ]);
  return rules.map(({ ruleId, kind, subject, value, amount }) => {
    const what = `${subject} “${titles.get(`${subject} ${value}`) ?? value}”`;
    switch (kind) {
      case "pin":
        return { ruleId, text: `Pinned: ${what}` };
      case "exclude":
        return { ruleId, text: `Left out: ${what}` };
      case "price-floor":
        return {
          ruleId,
          text: `Nothing cheaper than ${formatMoney(amount ?? 0, currency, locale)}`,
        };
      case "margin-floor":
        return {
          ruleId,
          text: `Nothing with a margin below ${(amount ?? 0) / 100}%, where the cost is known`,
        };
    }
  });
}
