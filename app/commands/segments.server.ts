import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { z } from "zod";
import { findCustomerValues } from "../segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "../segments/query/condition-of.server.ts";
import { exportable } from "../segments/query/exportable.ts";
import type { CustomerValues } from "../segments/query/customer-values.ts";
import type { Known } from "../segments/query/filters/metafields.ts";
import { matches } from "../segments/query/matches.ts";
import { parseQuery } from "../segments/query/parse-query.ts";
import { printQuery } from "../segments/query/print-query.ts";
import type { QueryError } from "../segments/query/query-error.ts";
import type { Query } from "../segments/query/query.ts";
import type { Clock } from "../segments/query/spans.ts";
import { originsOf, verdictOf } from "../segments/query/verdict.ts";
import { BadInput } from "./bad-input.ts";
import { withShop, type OpenShop } from "./open-shop-file.server.ts";
import { shopFile } from "./shop-file.ts";

const READINGS = ["sql", "matches", "both"] as const;
type Reading = (typeof READINGS)[number];

interface CheckOptions {
  shop?: string;
  reading: Reading;
}

const queriesFile = z.array(z.object({ id: z.union([z.string(), z.number()]), query: z.string() }));
type Named = z.infer<typeof queriesFile>[number];

export const segmentsCommand = (print: (document: unknown) => void, now: () => number): Command =>
  new Command("segments").description("segment queries").addCommand(
    new Command("check")
      .description("say which queries are right, how they are printed and whether Shopify can hold them")
      .argument("<file>", "JSON: an array of {id, query}")
      .option("--shop <file>", "JSON: a shop, to say who is in each segment")
      .addOption(new Option("--reading <reading>", "how members are found").choices(READINGS).default("both"))
      .action(async (file: string, options: CheckOptions) => {
        const { judged, faults } = await check(file, { ...options, now: now() });
        print(judged);
        if (faults.length > 0) throw new Error(faults.join("\n"));
      }),
  ); // prettier-ignore

/** What can be said of every query; one that fails takes nothing from the others. */
async function check(file: string, { shop, reading, now }: CheckOptions & { now: number }) {
  const queries = await readJson(file, queriesFile);
  if (shop === undefined) {
    // of a warning the zone and the currency decide little
    const clock = { now, timeZone: "UTC", currency: "USD" };
    return { judged: queries.map((one) => judge(one, { clock, known: {} })), faults: [] };
  }
  return withShop(await readJson(shop, shopFile), async (open) => {
    const findMembers = memberFinder(open, reading);
    const judged: object[] = [];
    const faults: string[] = [];
    for (const one of queries) {
      const parsed = parseQuery(one.query, open.known);
      let members: number[] | null = null;
      try {
        members = parsed.kind === "parsed" ? await findMembers(parsed.query) : null;
      } catch (thrown) {
        faults.push(`${one.id}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
      judged.push({ ...judge(one, open), members });
    }
    return { judged, faults };
  });
}

/**
 * What Shopify would say of a query, but that names of Regulars' own are names too. A metafield that the shop has not
 * defined may well be defined elsewhere: it is no mistake of the language, and is warned of.
 */
function judge({ id, query }: Named, { clock, known }: { clock: Clock; known: Known }) {
  const { errors, warnings, parsed } = verdictOf(query, { clock, known });
  const { isExportable, reasons } = exportable(query);
  const told = ({ message, line, column, offending, suggestion }: QueryError) => ({
    ...{ message, line, column, offending, suggestion },
  });
  return {
    id,
    valid: errors.length === 0,
    canonical: parsed && printQuery(parsed),
    exportable: errors.length === 0 && isExportable,
    reasons,
    errors: errors.map(told),
    warnings: warnings.map(told),
    notes: parsed ? originsOf(parsed) : [],
  };
}

/** How the members of a query are found, as readings go; customers are read once. */
function memberFinder(shop: OpenShop, reading: Reading): (query: Query) => Promise<number[]> {
  let customers: Promise<Map<number, CustomerValues>> | undefined;
  const byMatches = async (query: Query) => {
    customers ??= readCustomers(shop);
    return [...(await customers)]
      .filter(([, values]) => matches(query, values, shop.clock))
      .map(([customerId]) => customerId);
  };
  return async (query) => {
    if (reading === "sql") return membersBySql(query, shop);
    const members = await byMatches(query);
    if (reading === "matches") return members;
    const bySql = await membersBySql(query, shop);
    if (bySql.join() === members.join()) return members;
    throw new Error(`the two readings of ${printQuery(query)} do not agree`);
  };
}

async function membersBySql(query: Query, { db, shopId, clock }: OpenShop) {
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(query, clock))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

async function readCustomers({ db, shopId, customerIds }: OpenShop) {
  const customers = new Map<number, CustomerValues>();
  for (const customerId of customerIds.toSorted((a, b) => a - b)) {
    const values = await findCustomerValues(db, { shopId, customerId });
    if (values) customers.set(customerId, values);
  }
  return customers;
}

async function readJson<Shape>(file: string, shape: z.ZodType<Shape>): Promise<Shape> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (thrown) {
    throw new BadInput(`${file}: ${thrown instanceof Error ? thrown.message : "cannot be read"}`);
  }
  const read = shape.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = [file, ...(issue?.path.length ? [issue.path.join(".")] : [])].join(": ");
  throw new BadInput(`${where}: ${issue?.message ?? "wrong shape"}`);
}
