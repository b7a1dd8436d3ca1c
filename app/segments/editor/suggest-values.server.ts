import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { literalOf } from "./rows/row-values.ts";
import { countryName } from "./plain-words.ts";
import type { Suggestion, SuggestionQuestion } from "./suggestion.ts";

/** As many as a list shows. */
const LIMIT = 20;

interface Asked {
  shopId: number;
  question: SuggestionQuestion;
}

/** Values of a shop that fit a search, the most common first. */
export async function suggestValues(
  db: Database,
  { shopId, question }: Asked,
): Promise<Suggestion[]> {
  const { source, search, exactly = false } = question;
  switch (source) {
    case "countries":
      return suggestCountries(db, { shopId, search, exactly });
    case "products":
      return suggestTitled(db, { shopId, search, exactly, of: PRODUCTS });
    case "collections":
      return suggestTitled(db, { shopId, search, exactly, of: COLLECTIONS });
    case "tags":
      return suggestTexts(db, {
        shopId,
        search,
        of: of("customer_tags", "tag", "customer", "tag_key"),
      });
    case "product-tags":
      return suggestTexts(db, {
        shopId,
        search,
        of: of("product_tags", "tag", "product", "tag_key"),
      });
    case "regions":
      return suggestTexts(db, { shopId, search, of: of("customer_regions", "region", "customer") });
    case "cities":
      return suggestTexts(db, { shopId, search, of: of("customer_cities", "city", "customer") });
    case "languages":
      return suggestTexts(db, { shopId, search, of: of("customers", "language", "customer") });
    case "email-domains":
      return suggestTexts(db, { shopId, search, of: of("customers", "email_domain", "customer") });
    case "product-types":
      return suggestTexts(db, { shopId, search, of: of("products", "product_type", "product") });
    case "vendors":
      return suggestTexts(db, { shopId, search, of: of("products", "vendor", "product") });
    case "segments":
      return suggestTexts(db, { shopId, search, of: of("segments", "name", null) });
    case "events":
      return suggestTexts(db, { shopId, search, of: of("outside_events", "name", null) });
    case "tiers":
      return suggestTexts(db, { shopId, search, of: of("tiers", "name", null) });
  }
}

interface Search {
  shopId: number;
  search: string;
  exactly?: boolean;
}

/** A column of texts, and what is counted by its rows; null where each stands there once. */
interface Texts {
  table: string;
  column: string;
  counted: "customer" | "product" | null;
  /** What texts that are the same to a query have in common. */
  key: string;
}

const of = (
  table: string,
  column: string,
  counted: Texts["counted"],
  key: string = column,
): Texts => ({ table, column, counted, key });

const times = (counted: string, count: number) => `${count} ${counted}${count === 1 ? "" : "s"}`;

async function suggestTexts(
  db: Database,
  { shopId, search, of: { table, column, counted, key } }: Search & { of: Texts },
): Promise<Suggestion[]> {
  const value = sql.ref(column);
  const { rows } = await sql<{ text: string; times: number }>`
    select min(${value}) as text, count(*) as times from ${sql.table(table)}
    where shop_id = ${shopId} and lower(${value}) like ${containing(search.toLowerCase())} and ${value} <> ''
    group by ${sql.ref(key)} order by times desc, text limit ${sql.lit(LIMIT)}`.execute(db);
  return rows.map((row) => ({
    literal: literalOf(row.text),
    label: row.text,
    detail: counted && times(counted, row.times),
  }));
}

/** Of the few hundred that there are, by their code or their name. */
async function suggestCountries(
  db: Database,
  { shopId, search, exactly = false }: Search,
): Promise<Suggestion[]> {
  const countries = await db
    .selectFrom("customerCountries")
    .select(({ fn }) => ["country", fn.countAll<number>().as("customers")])
    .where("shopId", "=", shopId)
    .groupBy("country")
    .orderBy("customers", "desc")
    .execute();
  const wanted = search.toLowerCase();
  const codes = new Set(search.toUpperCase().split(","));
  return countries
    .map(({ country, customers }) => ({ country, customers, name: countryName(country) }))
    .filter(({ country, name }) =>
      exactly ? codes.has(country) : `${country} ${name}`.toLowerCase().includes(wanted),
    )
    .slice(0, LIMIT)
    .map(({ country, customers, name }) => ({
      ...{ literal: literalOf(country), label: name, detail: times("customer", customers) },
    }));
}

/** What has an id and a title. */
interface Titled {
  table: string;
  id: string;
}
const PRODUCTS: Titled = { table: "products", id: "product_id" };
const COLLECTIONS: Titled = { table: "collections", id: "collection_id" };

async function suggestTitled(
  db: Database,
  { shopId, search, exactly = false, of: { table, id } }: Search & { of: Titled },
): Promise<Suggestion[]> {
  const ids = search.split(",").map(Number).filter(Number.isSafeInteger).slice(0, 500);
  if (exactly && ids.length === 0) return [];
  const fitting = exactly
    ? sql`${sql.ref(id)} in (${sql.join(ids)})`
    : sql`lower(title) like ${containing(search.toLowerCase())}`;
  const { rows } = await sql<{ id: number; title: string }>`
    select ${sql.ref(id)} as id, title from ${sql.table(table)}
    where shop_id = ${shopId} and ${fitting}
    order by title, id limit ${sql.lit(exactly ? ids.length : LIMIT)}`.execute(db);
  return rows.map((row) => ({
    ...{ literal: String(row.id), label: row.title, detail: exactly ? null : String(row.id) },
  }));
}

/** A pattern for LIKE; what was typed means itself. */
const containing = (search: string) => `%${search.replaceAll(/[\\%_]/g, "")}%`;
