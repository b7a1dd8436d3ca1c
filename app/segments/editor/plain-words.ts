import type { Format } from "#app/ui/format.ts";
import type { Group, Part, RowClause, Test } from "./builder/builder.ts";
import { dateFields, type Unit } from "./rows/date-literal.ts";
import { printRowClause } from "./builder/print-builder.ts";
import { textOf } from "./rows/row-values.ts";
import type { Catalogue, Comparable, Filter } from "./filter-catalogue.ts";

/**
 * A query as a merchant would say it: "Customers who ordered at least 3 times and who last ordered more than 60 days
 * ago". What has no words of its own is named by its label; empty for no query.
 */
export function plainWords(root: Group, format: Format, find: Catalogue["find"]): string {
  const said = words(root, format, find);
  if (said === "") return "";
  return said.startsWith("not ") ? `All customers, but ${said}.` : `Customers ${said}.`;
}

function words(part: Part, format: Format, find: Catalogue["find"]): string {
  const said =
    part.kind === "row"
      ? clauseWords(part.clause, format, find)
      : joinedWords(
          part.parts.map((one) => words(one, format, find)),
          part.join,
        );
  return part.isNegated && said !== "" ? `not those ${said}` : said;
}

function joinedWords(all: readonly string[], join: Group["join"]): string {
  const parts = all.filter((one) => one !== "");
  if (parts.length < 2) return parts[0] ?? "";
  const isNested = parts.some((one) => / (and|or) (?=who|not|either)/.test(one));
  return join === "and"
    ? parts.join(isNested ? ", and " : " and ")
    : `either ${parts.join(isNested ? ", or " : " or ")}`;
}

function clauseWords(clause: RowClause, format: Format, find: Catalogue["find"]): string {
  if (clause.kind === "text") return clause.text.trim() && `for whom ${clause.text.trim()}`;
  const filter = find(clause.name);
  if (!filter) return `for whom ${printRowClause(clause)}`;
  if (clause.kind === "attribute") return attributeWords(filter, clause, format);
  const all = clause.parameters.map((test) => {
    const of = filter.parameters.find(({ name }) => name === test.name);
    return of ? `${lower(of.label)} ${testWords(of, test, format)}` : test.name;
  });
  const verb = clause.isNegated ? "who have no" : "who have";
  return `${verb} ${lower(filter.label)}${all.length > 0 ? ` with ${listed(all)}` : ""}`;
}

const listed = (all: readonly string[]) =>
  all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;

/** Filters that have a verb. */
const VERBS: Record<string, string> = {
  last_order_date: "who last ordered",
  first_order_date: "who first ordered",
  customer_added_date: "who were added",
  abandoned_checkout_date: "who last left a checkout",
  amount_spent: "who spent",
  number_of_orders: "who ordered",
};

function attributeWords(filter: Filter, test: Test, format: Format): string {
  const { name, label } = filter;
  const [value = ""] = test.values;
  if (test.sign === "IS NULL") return `who have no ${lower(label)}`;
  if (test.sign === "IS NOT NULL") return `who have some ${lower(label)}`;
  if (name === "number_of_orders") {
    if (test.sign === "=" && value === "0") return "who never ordered";
    if (test.sign === "=" && value === "1") return "who ordered once";
    const isOne = test.sign !== "BETWEEN" && value === "1";
    return `who ordered ${testWords(filter, test, format)} ${isOne ? "time" : "times"}`;
  }
  if (test.sign === "CONTAINS" || test.sign === "NOT CONTAINS") {
    const have = test.sign === "CONTAINS" ? "have" : "do not have";
    if (filter.type === "tags") return `who ${have} the tag “${textOf(value)}”`;
    return `who ${have} ${valueWords(filter, value, format)} among ${lower(label)}`;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb) return `${verb} ${testWords(filter, test, format)}`;
  return `whose ${lower(label)} is ${testWords(filter, test, format)}`;
}

function testWords(of: Comparable, test: Test, format: Format): string {
  const all = test.values.map((value) => valueWords(of, value, format));
  const [first = "", second = ""] = all;
  if (of.type === "month-day") return monthDayWords(test, format);
  if (of.type === "date" || of.type === "day") return dateWords(test, format);
  switch (test.sign) {
    case "=":
      return of.type === "integer" ? `exactly ${first}` : first;
    case "!=":
      return `not ${first}`;
    case "<":
      return `less than ${first}`;
    case "<=":
      return `at most ${first}`;
    case ">":
      return `more than ${first}`;
    case ">=":
      return `at least ${first}`;
    case "BETWEEN":
      return `${first} to ${second}`;
    case "IN":
      return `one of ${listed(all)}`;
    case "NOT IN":
      return `none of ${listed(all)}`;
    case "CONTAINS":
    case "NOT CONTAINS":
    case "IS NULL":
    case "IS NOT NULL":
      return [test.sign.toLowerCase(), ...all].join(" ");
  }
}

const UNIT_NAMES: Record<Unit, string> = { d: "day", w: "week", m: "month", y: "year" };

const DATE_SIGNS: Partial<Record<Test["sign"], string>> = {
  ">=": "on or after",
  ">": "after",
  "<=": "on or before",
  "<": "before",
  "=": "on",
  "!=": "not on",
};

function dateWords({ sign, values }: Test, format: Format): string {
  const [first = "", second = ""] = values;
  const fields = dateFields(first);
  if (fields.kind === "ago" && sign !== "BETWEEN") {
    const span = amountWords(fields);
    if (sign === ">=")
      return `in the last ${fields.amount === "1" ? UNIT_NAMES[fields.unit] : span}`;
    if (sign === ">") return `less than ${span} ago`;
    if (sign === "<") return `more than ${span} ago`;
    if (sign === "<=") return `${span} ago or earlier`;
    return sign === "=" ? `exactly ${span} ago` : `not exactly ${span} ago`;
  }
  if (sign === "BETWEEN") return `from ${dayWords(first, format)} to ${dayWords(second, format)}`;
  return `${DATE_SIGNS[sign] ?? sign} ${dayWords(first, format)}`;
}

/** A day of every year: it is later or earlier in the year, and no time ago. */
function monthDayWords({ sign, values }: Test, format: Format): string {
  const [first = "", second = ""] = values.map((value) => dayWords(value, format));
  if (sign === "BETWEEN") return `from ${first} to ${second}`;
  return sign === "=" ? first : `${DATE_SIGNS[sign] ?? sign} ${first}`;
}

const amountWords = ({ amount, unit }: { amount: string; unit: Unit }) =>
  `${amount} ${UNIT_NAMES[unit]}${amount === "1" ? "" : "s"}`;

const MS_PER_DAY = 86_400_000;

function dayWords(literal: string, format: Format): string {
  const fields = dateFields(literal);
  switch (fields.kind) {
    case "today":
    case "yesterday":
      return fields.kind;
    case "ago":
      return `${amountWords(fields)} ago`;
    case "ahead":
      return `${amountWords(fields)} from now`;
    case "day": {
      const at = Date.parse(fields.day);
      return Number.isNaN(at) ? "…" : format.day(at / MS_PER_DAY);
    }
    case "other":
      return fields.text.replace("T", " ");
  }
}

function valueWords(of: Comparable, literal: string, format: Format): string {
  const text = textOf(literal);
  if (text === "") return "…";
  switch (of.type) {
    case "money":
      return amountOf(text, format);
    case "boolean":
      return text === "true" ? "yes" : "no";
    case "number":
    case "integer":
      return Number.isSafeInteger(Number(text)) ? format.count(Number(text)) : text;
    case "enum":
      return valueLabel(text);
    case "countries":
      return countryName(text);
    case "id":
    case "ids":
    case "date":
    case "day":
    case "month-day":
    case "numbers":
    case "category":
    case "coordinates":
    case "any":
      return text;
    case "text":
    case "tags":
    case "entries":
    case "segment":
      return `“${text}”`;
  }
}

function amountOf(text: string, { locale, currency }: Format): string {
  const amount = Number(text);
  if (!Number.isFinite(amount)) return text;
  const digits = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits })
    .format(amount)
    .replace(/[\u202f\u2009]/g, "\u00a0");
}

/** `AT_RISK` as "At risk". */
export const valueLabel = (value: string) =>
  value.charAt(0) + value.slice(1).toLowerCase().replaceAll("_", " ");

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}

/** Names keep their capitals: "RFM group". */
const lower = (label: string) =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
