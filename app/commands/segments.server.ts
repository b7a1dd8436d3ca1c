import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { z } from "zod";
import { findCustomerValues } from "../segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "../segments/query/condition-of.server.ts";
import { exportable } from "../segments/query/exportable.ts";
import { matches } from "../segments/query/matches.ts";
import { parseQuery } from "../segments/query/parse-query.ts";
import { printQuery } from "../segments/query/print-query.ts";
import type { Query } from "../segments/query/query.ts";
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

export const segmentsCommand = (print: (document: unknown) => void): Command =>
  new Command("segments").description("segment queries").addCommand(
    new Command("check")
      .description("say which queries are right, how they are printed and whether Shopify can hold them")
      .argument("<file>", "JSON: an array of {id, query}")
      .option("--shop <file>", "JSON: a shop, to say who is in each segment")
      .addOption(new Option("--reading <reading>", "how members are found").choices(READINGS).default("both"))
      .action(async (file: string, options: CheckOptions) => {
        print(await check(file, options));
      }),
  ); // prettier-ignore

async function check(file: string, { shop, reading }: CheckOptions) {
  const queries = await readJson(file, queriesFile);
  if (shop === undefined) return queries.map(judge);
  return withShop(await readJson(shop, shopFile), async (open) => {
    const judged = [];
    for (const one of queries) {
      const parsed = parseQuery(one.query);
      const members =
        parsed.kind === "parsed" ? await membersOf(parsed.query, open, reading) : null;
      judged.push({ ...judge(one), members });
    }
    return judged;
  });
}

/** What is right for Shopify and not evaluated yet is valid, and has neither a canonical form nor members. */
function judge({ id, query }: Named) {
  const result = parseQuery(query);
  const refused = result.kind === "refused" ? result.errors : [];
  const wrong = refused.filter(({ code }) => code !== "not-supported");
  const { isExportable, reasons } = exportable(query);
  return {
    id,
    valid: wrong.length === 0,
    evaluated: result.kind === "parsed",
    notEvaluated: refused
      .filter(({ code }) => code === "not-supported")
      .map(({ message, line, column }) => ({ message, line, column })),
    canonical: result.kind === "parsed" ? printQuery(result.query) : null,
    exportable: isExportable,
    reasons,
    errors: wrong.map(({ message, line, column }) => ({ message, line, column })),
  };
}

async function membersOf(query: Query, shop: OpenShop, reading: Reading): Promise<number[]> {
  if (reading === "sql") return membersBySql(query, shop);
  const members = await membersByMatches(query, shop);
  if (reading === "matches") return members;
  const bySql = await membersBySql(query, shop);
  if (bySql.join() === members.join()) return members;
  throw new Error(`the two readings of ${printQuery(query)} do not agree`);
}

async function membersBySql(query: Query, { db, shopId, clock }: OpenShop) {
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(query, clock))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

async function membersByMatches(query: Query, { db, shopId, clock, customerIds }: OpenShop) {
  const members: number[] = [];
  for (const customerId of customerIds.toSorted((a, b) => a - b)) {
    const values = await findCustomerValues(db, { shopId, customerId });
    if (values && matches(query, values, clock)) members.push(customerId);
  }
  return members;
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
