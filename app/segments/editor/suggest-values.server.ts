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
    case "tags":
      return suggestTags(db, { shopId, search });
    case "countries":
      return suggestCountries(db, { shopId, search, exactly });
    case "products":
      return suggestProducts(db, { shopId, search, exactly });
  }
}

interface Search {
  shopId: number;
  search: string;
  exactly?: boolean;
}

const customersText = (customers: number) => `${customers} customer${customers === 1 ? "" : "s"}`;

async function suggestTags(db: Database, { shopId, search }: Search): Promise<Suggestion[]> {
  const tags = await db
    .selectFrom("customerTags")
    .select(({ fn }) => [fn.min<string>("tag").as("tag"), fn.countAll<number>().as("customers")])
    .where("shopId", "=", shopId)
    .where("tagKey", "like", containing(search.normalize("NFC").toLowerCase()))
    .groupBy("tagKey")
    .orderBy("customers", "desc")
    .limit(LIMIT)
    .execute();
  return tags.map(({ tag, customers }) => ({
    ...{ literal: literalOf(tag), label: tag, detail: customersText(customers) },
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
      ...{ literal: literalOf(country), label: name, detail: customersText(customers) },
    }));
}

async function suggestProducts(
  db: Database,
  { shopId, search, exactly = false }: Search,
): Promise<Suggestion[]> {
  const ids = search.split(",").map(Number).filter(Number.isSafeInteger).slice(0, 500);
  const products = await db
    .selectFrom("products")
    .select(["productId", "title"])
    .where("shopId", "=", shopId)
    .$if(exactly, (select) => select.where("productId", "in", ids.length > 0 ? ids : [0]))
    .$if(!exactly, (select) =>
      select.where(sql<string>`lower(title)`, "like", containing(search.toLowerCase())),
    )
    .orderBy("title")
    .orderBy("productId")
    .limit(exactly ? ids.length : LIMIT)
    .execute();
  return products.map(({ productId, title }) => ({
    ...{ literal: String(productId), label: title, detail: exactly ? null : String(productId) },
  }));
}

/** A pattern for LIKE; what was typed means itself. */
const containing = (search: string) => `%${search.replaceAll(/[\\%_]/g, "")}%`;
