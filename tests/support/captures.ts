import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** Recorded answers of Shopify's live Admin API; they stand beside the project, not in it. */
const folder = fileURLToPath(new URL("../../../shared/data/shopify-captures/", import.meta.url));

/** Whether the recorded answers are there; a test that needs them is skipped, and says so, where they are not. */
export const capturesExist = existsSync(folder);

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One request and its recorded answer. */
export interface Exchange {
  /** Where it stands in the file, e.g. "cases/shortKey". */
  readonly name: string;
  readonly query: string | null;
  readonly variables: { readonly [key: string]: Json };
  readonly answer: { readonly [key: string]: Json };
}

/** A capture by its name, e.g. "metafields/metafields-set-input-validation". */
export function loadCapture(name: string): Json {
  return JSON.parse(gunzipSync(readFileSync(`${folder}${name}.json.gz`)).toString("utf8")) as Json;
}

/** Every exchange of a capture, in the order of the file, whichever of the recorded shapes it has. */
export function exchangesOf(name: string): Exchange[] {
  const found: Exchange[] = [];
  collect(loadCapture(name), [], found);
  return found;
}

function collect(value: Json, path: readonly string[], found: Exchange[]): void {
  if (isList(value)) {
    value.forEach((item, index) => collect(item, [...path, String(index)], found));
    return;
  }
  if (!isObject(value)) return;
  const answer = answerOf(value["response"]);
  if (answer) {
    const request = isObject(value["request"]) ? value["request"] : {};
    const query = [value["query"], request["query"]].find((text) => typeof text === "string");
    const variables = [value["variables"], request["variables"]].find(
      (given) => given !== undefined && isObject(given),
    );
    found.push({
      name: path.join("/"),
      query: typeof query === "string" ? query : null,
      variables: variables !== undefined && isObject(variables) ? variables : {},
      answer,
    });
    return;
  }
  for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], found);
}

function answerOf(response: Json | undefined): Exchange["answer"] | null {
  if (response === undefined || !isObject(response)) return null;
  for (const candidate of [response, response["payload"], response["body"]]) {
    if (
      candidate !== undefined &&
      isObject(candidate) &&
      ("data" in candidate || "errors" in candidate)
    )
      return candidate;
  }
  return null;
}

/** Replaces recorded texts (ids, names) by ours, wherever they stand: `{ "gid://shopify/Product/1": ours }`. */
export function translated<Value extends Json>(
  value: Value,
  ours: Readonly<Record<string, string>>,
): Value {
  let text = JSON.stringify(value);
  for (const [theirs, mine] of Object.entries(ours))
    text = text.replaceAll(JSON.stringify(theirs).slice(1, -1), JSON.stringify(mine).slice(1, -1));
  return JSON.parse(text) as Value;
}

/**
 * An answer without what differs from shop to shop and moment to moment: numbers in gids, moments, cursors, urls and how full
 * the bucket is. Messages, codes, fields, counts and costs stay.
 */
export function comparable(value: Json): Json {
  if (typeof value === "string") return comparableText(value);
  if (isList(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "currentlyAvailable" && key !== "locations")
      .map(([key, inner]) => [
        key,
        /cursor$/i.test(key) && inner !== null ? "<cursor>" : comparable(inner),
      ]),
  );
}

function comparableText(text: string): string {
  return text
    .replaceAll(/gid:\/\/shopify\/([A-Za-z]+)\/[\w-]+/g, "gid://shopify/$1/#")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<moment>")
    .replaceAll(/https?:\/\/[^\s"']+/g, "<url>");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
