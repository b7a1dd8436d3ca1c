import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Choice } from "./choice.ts";

interface Chosen {
  shopId: number;
  customerId: number;
  choice: Choice;
  at: number;
}

/** Keeps a customer's choice; the last one holds. No sync touches it. */
export async function saveChoice(
  db: Database,
  { shopId, customerId, choice, at }: Chosen,
): Promise<void> {
  const row = { choice, chosenAt: at };
  await db
    .insertInto("customerChoices")
    .values({ shopId, customerId, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "customerId"]).doUpdateSet(row))
    .execute();
}

/** Two customers became one: an "off" of either of them stays. */
export async function mergeChoices(
  db: Database,
  {
    shopId,
    customerId,
    mergedIntoId,
  }: { shopId: number; customerId: number; mergedIntoId: number },
): Promise<void> {
  await sql`
    insert into customer_choices (shop_id, customer_id, choice, chosen_at)
    select shop_id, cast(${mergedIntoId} as bigint), choice, chosen_at
    from customer_choices
    where shop_id = ${shopId} and customer_id = ${customerId}
    on conflict (shop_id, customer_id) do update set
      choice = excluded.choice, chosen_at = excluded.chosen_at
      where excluded.choice = 'off' and customer_choices.choice <> 'off'
  `.execute(db);
  await db
    .deleteFrom("customerChoices")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .execute();
}

/**
 * Whether something may be shown for a customer alone, as a condition on the column that holds their id: until they
 * say no, or, in a shop that asks first, not before they say yes. Nobody's while the shop has everything taken back.
 */
export const isWilling = (shopId: number, column: string): RawBuilder<boolean> => sql<boolean>`
  exists (
    select 1 from shops as asking
    left join customer_choices as chosen
      on chosen.shop_id = asking.shop_id and chosen.customer_id = ${sql.ref(column)}
    where asking.shop_id = ${shopId} and asking.withdrawn_at is null
      and coalesce(chosen.choice, case asking.consent when 'opt-in' then 'off' else 'on' end) = 'on'
  )
`;

/** How many customers have said which. */
export async function countChoices(db: Database, shopId: number): Promise<Record<Choice, number>> {
  const rows = await db
    .selectFrom("customerChoices")
    .select(({ fn }) => ["choice", fn.countAll<number>().as("customers")])
    .where("shopId", "=", shopId)
    .groupBy("choice")
    .execute();
  const said = (choice: Choice) => rows.find((row) => row.choice === choice)?.customers ?? 0;
  return { on: said("on"), off: said("off") };
}
