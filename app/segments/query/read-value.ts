import type { SyntaxNode } from "@lezer/common";
import { Temporal } from "temporal-polyfill";
import type { Subject } from "./attributes.ts";
import { mendedDay, mendedLiteral } from "./mended-literal.ts";
import { nearest } from "./nearest.ts";
import { Refusal } from "./query-error.ts";
import type { Value } from "./query.ts";

/** Further than this a calendar does not reach. */
const MAX_OFFSET = { d: 3_000_000, w: 400_000, m: 96_000, y: 8_000 } as const;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * A literal, checked against what its attribute or parameter takes.
 * @throws Refusal
 */
export function readValue(node: SyntaxNode, text: string, subject: Subject): Value {
  const at = { from: node.from, to: node.to };
  const written = text.slice(node.from, node.to);
  refuseMalformed(node, written, subject);
  switch (subject.type) {
    case "integer":
    case "money":
    case "number":
    case "numbers":
      return { kind: "number", digits: readNumber(node, written, subject), at };
    case "id":
    case "ids":
      return { kind: "number", digits: readId(node, written, subject), at };
    case "date":
    case "day":
    case "month-day":
      return readDate(node, written, subject);
    case "boolean":
      if (node.name !== "Boolean") {
        throw new Refusal(node, "type", `\`${subject.name}\` is compared with true or false`);
      }
      return { kind: "boolean", isTrue: written === "true", at };
    case "coordinates":
      return readCoordinates(node, written.slice(1, -1).split(","), subject);
    case "category":
      return { kind: "text", text: readCategory(node, written, subject), at };
    case "enum":
    case "segment":
    case "text":
    case "tags":
    case "countries":
    case "entries":
      return { kind: "text", text: readText(node, written, subject), at };
    case "any":
      return readAny(node, written, subject);
  }
}

/** What is no literal at all, whatever the attribute. */
function refuseMalformed(node: SyntaxNode, written: string, subject: Subject) {
  switch (node.name) {
    case "UnclosedString":
      throw new Refusal(node, "syntax", "a text is not closed by a single quote", "'");
    case "DoubleQuoted":
    case "Bare": {
      const quoted = quote(node.name === "Bare" ? written : written.replaceAll('"', ""));
      if (TEXTS.has(subject.type)) {
        throw new Refusal(node, "type", `text stands in single quotes: ${quoted}`, quoted);
      }
      return;
    }
    case "Malformed":
      throw new Refusal(
        node,
        "value",
        `'${written.slice(0, 40)}' is neither a number nor a date`,
        mendedLiteral(written.slice(0, 40)),
      );
  }
}

const TEXTS = new Set([
  ...["enum", "segment", "text", "tags", "countries", "entries", "category", "any"],
]);

function readNumber(node: SyntaxNode, written: string, subject: Subject): string {
  const isWhole = subject.type === "integer";
  const wanted = isWhole ? "a whole number" : "a number such as 10.99";
  if (node.name !== "Number") {
    throw new Refusal(node, "type", `\`${subject.name}\` is compared with ${wanted}`);
  }
  const digits = written.replace(/^(-?)0+(?=\d)/, "$1").replace(/^-(?=0(\.0*)?$)/, "");
  if (!isWhole) return digits;
  if (digits.includes(".")) {
    const whole = digits.replace(/\..*/, "");
    throw new Refusal(node, "type", `\`${subject.name}\` is compared with ${wanted}`, whole);
  }
  if (digits.length > 20 || BigInt(digits) < INT64_MIN || BigInt(digits) > INT64_MAX) {
    throw new Refusal(node, "value", `${digits.slice(0, 30)} is not a 64-bit integer`);
  }
  return digits;
}

const UINT64_MAX = 2n ** 64n - 1n;

function readId(node: SyntaxNode, written: string, { name }: Subject): string {
  if (node.name !== "Number" || !/^\d+$/.test(written)) {
    throw new Refusal(node, "type", `\`${name}\` is compared with an id: a whole number`);
  }
  const digits = written.replace(/^0+(?=\d)/, "");
  if (digits.length > 20 || BigInt(digits) > UINT64_MAX) {
    throw new Refusal(node, "value", `${digits.slice(0, 30)} is not an id`);
  }
  return digits;
}

/** Whatever literal it is. */
function readAny(node: SyntaxNode, written: string, subject: Subject): Value {
  const at = { from: node.from, to: node.to };
  switch (node.name) {
    case "Number":
      return { kind: "number", digits: readNumber(node, written, subject), at };
    case "String":
      return { kind: "text", text: readText(node, written, subject), at };
    case "Boolean":
      return { kind: "boolean", isTrue: written === "true", at };
    default:
      return readDate(node, written, subject);
  }
}

const DEPRECATED_DAYS: Record<string, string> = {
  "7_days_ago": "-7d",
  "30_days_ago": "-30d",
  "90_days_ago": "-90d",
  "12_months_ago": "-12m",
};

function readDate(node: SyntaxNode, written: string, subject: Subject): Value {
  const at = { from: node.from, to: node.to };
  const impossible = () => new Refusal(node, "value", `there is no day ${written}`);
  switch (node.name) {
    case "Date":
      if (!isDay(written)) throw impossible();
      return { kind: "day", day: written, at };
    case "DateTime":
      if (!isDay(written.slice(0, 10)) || !/T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(written)) {
        throw impossible();
      }
      return { kind: "moment", local: written, at };
    case "NamedDate": {
      if (written === "today" || written === "yesterday") {
        return { kind: "named-day", name: written, at };
      }
      return readOffset(node, DEPRECATED_DAYS[written] ?? written);
    }
    case "Offset":
      return readOffset(node, written);
    default: {
      const example = node.name === "String" ? written.slice(1, -1) : "";
      const unquoted = isDay(example) ? example : mendedDay(written.slice(0, 40));
      const message = `\`${subject.name}\` is compared with a date: 2026-03-10, -30d, today`;
      throw new Refusal(node, "type", message, unquoted);
    }
  }
}

function readOffset(node: SyntaxNode, written: string): Value {
  const unit = (["d", "w", "m", "y"] as const).find((one) => written.endsWith(one)) ?? "d";
  const amount = Number(written.slice(0, -1));
  if (!(Math.abs(amount) <= MAX_OFFSET[unit])) {
    throw new Refusal(
      node,
      "value",
      `${written.slice(0, 30)} is further than the calendar reaches`,
    );
  }
  return { kind: "offset", amount: amount || 0, unit, at: { from: node.from, to: node.to } };
}

function isDay(written: string): boolean {
  try {
    Temporal.PlainDate.from(written, { overflow: "reject" });
    return /^\d{4}-\d{2}-\d{2}$/.test(written);
  } catch {
    return false;
  }
}

function readText(node: SyntaxNode, written: string, subject: Subject): string {
  if (node.name !== "String") {
    const quoted = quote(written);
    throw new Refusal(node, "type", `\`${subject.name}\` is compared with text: ${quoted}`, quoted);
  }
  const text = written.slice(1, -1).replaceAll(/\\(['\\])/g, "$1");
  if (text.includes("\0")) throw new Refusal(node, "value", "text holds no NUL characters");
  const { type, values = [] } = subject;
  const isName = type === "segment" || type === "text";
  if (isName && subject.values && !values.includes(text)) {
    throw unknownValue(node, text, subject, nearest(text, values));
  }
  if (type === "enum" && !values.includes(text)) {
    throw unknownValue(node, text, subject, nearest(text.toUpperCase(), values));
  }
  if (type === "countries" && !isCountry(text)) {
    const upper = text.toUpperCase();
    throw unknownValue(node, text, subject, isCountry(upper) ? upper : null);
  }
  return text;
}

/** A category of Shopify's taxonomy, with or without what its id begins with. */
function readCategory(node: SyntaxNode, written: string, subject: Subject): string {
  if (node.name === "Number") return readId(node, written, subject);
  return readText(node, written, subject).replace(/^gid:\/\/shopify\/TaxonomyCategory\//, "");
}

/**
 * A latitude and a longitude, each as it is written.
 * @throws Refusal
 */
export function readCoordinates(
  node: SyntaxNode,
  written: readonly string[],
  { name }: Subject,
): Value {
  const parts = written.map((part) => part.trim());
  const [latitude = "", longitude = ""] = parts;
  const isNumber = parts.every((part) => /^-?\d{1,3}(\.\d{1,20})?$/.test(part));
  if (parts.length !== 2 || !isNumber) {
    const message = `\`${name}\` is a latitude and a longitude: (45.42, -75.69)`;
    throw new Refusal(node, "type", message, `${name} = (45.42, -75.69)`);
  }
  if (Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) {
    const message = "a latitude is from -90 to 90, a longitude from -180 to 180";
    throw new Refusal(node, "value", message);
  }
  return { kind: "coordinates", latitude, longitude, at: { from: node.from, to: node.to } };
}

function unknownValue(node: SyntaxNode, text: string, subject: Subject, suggestion: string | null) {
  const question = suggestion ? `; did you mean '${suggestion}'?` : "";
  const message = `'${text.slice(0, 40)}' is not a value of \`${subject.name}\`${question}`;
  return new Refusal(node, "value", message, suggestion && quote(suggestion));
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** ISO 3166-1 alpha-2, as Intl knows it. */
const isCountry = (code: string) =>
  /^[A-Z]{2}$/.test(code) && code !== "ZZ" && regions.of(code) !== undefined;

/** Text as a literal. */
export const quote = (text: string) => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
