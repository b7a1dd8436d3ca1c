import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { Kind, parse, print, visit } from "graphql";

/**
 * Recorded answers of Shopify's live Admin API stand beside the project, not in it: in `SHOPIFY_CAPTURES` or `../shared/data/
 * shopify-captures`. Where they are missing the tests that replay them skip.
 */
const folder =
  process.env.SHOPIFY_CAPTURES ??
  fileURLToPath(new URL("../../../shared/data/shopify-captures", import.meta.url));

export const hasCaptures = existsSync(folder);

/** One request and what Shopify answered. */
export interface Exchange {
  /** Where in the capture it stands: `cases/segmentCreateBlankName`. */
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly unknown[];
      readonly extensions?: { readonly code?: string };
    }[];
    readonly extensions?: {
      readonly cost?: {
        readonly requestedQueryCost: number;
        readonly actualQueryCost: number | null;
      };
    };
  };
}

/**
 * The exchanges of a capture (`segments/segment-lifecycle-validation`) in the order in which they were recorded. Some captures
 * keep no queries: `unwritten` stands in for them, by the root field that was answered.
 */
export function exchangesOf(capture: string, unwritten?: Unwritten): Exchange[] {
  const recorded = recordedIn(capture);
  return [...(isObject(recorded) ? listed(recorded) : []), ...within(recorded, "", unwritten)];
}

/**
 * What a recorder asked beside its own matter, to know how things stood: reads of customers, orders and more, whole with
 * their queries.
 */
export function readsBeside(capture: string): Exchange[] {
  const recorded = recordedIn(capture);
  const calls: unknown = isObject(recorded) ? recorded.upstreamCalls : null;
  return Array.isArray(calls) ? calls.flatMap((call, index) => [...readBeside(call, index)]) : [];
}

function* readBeside(call: unknown, index: number): Generator<Exchange> {
  if (!isObject(call) || !isObject(call.response) || !isObject(call.response.body)) return;
  if (typeof call.query !== "string") return;
  yield {
    name: `${typeof call.operationName === "string" ? call.operationName : ""} ${index}`,
    query: call.query,
    variables: isObject(call.variables) ? call.variables : {},
    answer: call.response.body,
  };
}

/** All captures of a kind (`customers`), by name. */
export const capturesOf = (kind: string): string[] =>
  readdirSync(join(folder, kind)).map((file) => `${kind}/${file.replace(/\.json\.gz$/, "")}`);

function recordedIn(capture: string): unknown {
  const text = gunzipSync(readFileSync(join(folder, `${capture}.json.gz`))).toString("utf8");
  return JSON.parse(text) as unknown;
}

type Unwritten = string | Readonly<Record<string, string>>;

/** Some recordings keep the requests in a list of their own, and the answers beside it under the same names. */
function* listed(recorded: Json): Generator<Exchange> {
  const { requests, variables } = recorded;
  if (!isObject(requests)) return;
  for (const [name, answered] of Object.entries(recorded)) {
    if (!isObject(answered) || !isObject(answered.payload)) continue;
    const own = requests[name];
    const asked = isObject(variables) && isObject(variables[name]) ? variables[name] : null;
    const request = isObject(own) ? own : asked === null ? null : requests.update;
    if (!isObject(request) || typeof request.query !== "string") continue;
    const given = isObject(request.variables) ? request.variables : (asked ?? {});
    yield { name, query: request.query, variables: given, answer: answered.payload };
  }
}

/**
 * The exchange without the root fields that are not ours to answer, variables of theirs and answers to them; null when
 * nothing is left.
 */
export function onlyRoots(exchange: Exchange, isOurs: (field: string) => boolean): Exchange | null {
  const kept = new Set<string>();
  const used = new Set<string>();
  const reduced = visit(parse(exchange.query), {
    OperationDefinition: {
      enter: (operation) => {
        const selections = operation.selectionSet.selections.filter((selection) => {
          const ours = selection.kind !== Kind.FIELD || isOurs(selection.name.value);
          if (ours && selection.kind === Kind.FIELD)
            kept.add((selection.alias ?? selection.name).value);
          return ours;
        });
        const selectionSet = { ...operation.selectionSet, selections };
        visit(selectionSet, { Variable: (variable) => void used.add(variable.name.value) });
        const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
          used.has(variable.name.value),
        );
        return { ...operation, selectionSet, ...(variableDefinitions && { variableDefinitions }) };
      },
    },
  });
  if (kept.size === 0) return null;
  const { data, errors, ...rest } = exchange.answer;
  const keptData =
    data && Object.fromEntries(Object.entries(data).filter(([key]) => kept.has(key)));
  const keptErrors = errors?.filter(
    ({ path }) => typeof path?.[0] !== "string" || kept.has(path[0]),
  );
  const variables = Object.fromEntries(
    Object.entries(exchange.variables).filter(([key]) => used.has(key)),
  );
  return {
    ...exchange,
    query: print(reduced),
    variables,
    answer: {
      ...rest,
      ...(data !== undefined && { data: keptData ?? null }),
      ...(keptErrors?.length && { errors: keptErrors }),
    },
  };
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function* within(value: unknown, path: string, unwritten?: Unwritten): Generator<Exchange> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const name = isObject(item) && typeof item.name === "string" ? item.name : String(index);
      yield* within(item, `${path}/${name}`, unwritten);
    }
    return;
  }
  if (!isObject(value)) return;
  const exchange = exchangeIn(value, path, unwritten);
  if (exchange !== null) {
    yield exchange;
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key !== "upstreamCalls" && key !== "requests" && key !== "scopeProbe")
      yield* within(item, `${path}/${key}`, unwritten);
  }
}

/** The recordings differ in shape: the request stands beside or under `request`, the answer under `payload`, `body` or bare. */
function exchangeIn(value: Json, path: string, unwritten?: Unwritten): Exchange | null {
  const request = isObject(value.request) ? value.request : value;
  const isBare = typeof value.query === "string" && isObject(value.payload);
  const response = isBare ? value : value.response;
  if (!isObject(response)) return null;
  const answer = [response.payload, response.body, response].find((candidate) =>
    isObject(candidate),
  );
  if (!isObject(answer)) return null;
  const query = request.query ?? writtenFor(answer, unwritten);
  if (typeof query !== "string") return null;
  const variables = isObject(request.variables) ? request.variables : {};
  return { name: path.slice(1), query, variables, answer };
}

function writtenFor(answer: Json, unwritten: Unwritten | undefined): string | undefined {
  if (typeof unwritten === "string") return unwritten;
  const [root = ""] = isObject(answer.data) ? Object.keys(answer.data) : [];
  return unwritten?.[root];
}

/** Replaces ids of the recorded shop by ours, wherever they stand. */
export function withIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withIds(item, ids));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item, ids)]));
}

/** Learns which of our ids stands for which recorded one, by walking both answers side by side. */
export function learnIds(recorded: unknown, ours: unknown, ids: Map<string, string>): void {
  if (typeof recorded === "string" && typeof ours === "string") {
    if (recorded.startsWith("gid://") && ours.startsWith("gid://")) ids.set(recorded, ours);
  } else if (Array.isArray(recorded) && Array.isArray(ours)) {
    for (const [index, item] of recorded.entries()) learnIds(item, ours[index], ids);
  } else if (isObject(recorded) && isObject(ours)) {
    for (const [key, item] of Object.entries(recorded)) learnIds(item, ours[key], ids);
  }
}

/**
 * What of an answer can be compared between two shops: ids, moments and cursors become their kind, the rest stays. Users of it
 * say which texts are the recorder's own.
 */
export function comparable(value: unknown): unknown {
  if (typeof value === "string") {
    if (value.startsWith("gid://")) return value.replace(/[^/]+$/, "#");
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return "<moment>";
    return value;
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      /cursor$/i.test(key) && item !== null ? "<cursor>" : comparable(item),
    ]),
  );
}

/** Data, errors and costs, without what differs from shop to shop: numbers in ids, places in a text, moments. */
export function said(answer: Exchange["answer"]): unknown {
  const { data, errors, extensions } = answer;
  const { requestedQueryCost, actualQueryCost } = extensions?.cost ?? {};
  const told = comparable({
    data,
    errors: errors?.map(({ message, path, extensions: code }) => ({ message, path, code })),
    cost: { requestedQueryCost, actualQueryCost },
  });
  return JSON.parse(
    JSON.stringify(told).replaceAll(/(gid:\/\/shopify\/[A-Za-z]+\/)[\w-]+/g, "$1#"),
  ) as unknown;
}
