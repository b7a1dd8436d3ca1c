import type { MetafieldType } from "#app/purchases/metafield-entries.ts";
import { attributes, type ValueType } from "../query/attributes.ts";
import { eventSources } from "../query/event-sources.ts";
import type { ParameterSpec } from "../query/filters/filter.ts";
import {
  anniversaryName,
  metafieldTypeOf,
  printAttribute,
  type Known,
} from "../query/filters/metafields.ts";
import type { Sign } from "./builder/builder.ts";

/** A number, a date, a text …: what a filter or a parameter is compared with. */
export interface Comparable {
  name: string;
  label: string;
  type: ValueType;
  /** The closed list of an enum. */
  values: readonly string[];
  /** What may stand between it and its values. */
  signs: readonly Sign[];
}

/** What can be asked of a customer, as pickers and completion show it. */
export interface Filter extends Comparable {
  kind: "attribute" | "events";
  theme: string;
  /** Where its data comes from, if that has to be said. */
  origin: string | null;
  /** Of events; none for an attribute. */
  parameters: readonly Comparable[];
}

const ORDERED: readonly Sign[] = [">=", "<=", "=", "!=", ">", "<", "BETWEEN"];
const NULLS: readonly Sign[] = ["IS NULL", "IS NOT NULL"];

function signsOf(type: ValueType): readonly Sign[] {
  switch (type) {
    case "integer":
    case "money":
    case "number":
    case "date":
    case "day":
    case "month-day":
      return [...ORDERED, ...NULLS];
    case "enum":
    case "text":
    case "id":
    case "boolean":
    case "segment":
      return ["=", "!=", ...NULLS];
    case "coordinates":
      return ["="];
    case "tags":
    case "countries":
    case "entries":
    case "ids":
    case "numbers":
    case "category":
      return ["CONTAINS", "NOT CONTAINS", ...NULLS];
    case "any":
      return [...ORDERED, "CONTAINS", "NOT CONTAINS", ...NULLS];
  }
}

/** One event has one value of a parameter: a list of it is asked by equality, and nothing is missing. */
function parameterSignsOf({ type, operators }: ParameterSpec): readonly Sign[] {
  const signs: readonly Sign[] =
    type === "id"
      ? ["IN", "NOT IN", "=", "!="]
      : signsOf(type).includes("=")
        ? signsOf(type)
        : ["=", "!="];
  return signs.filter((sign) => !NULLS.includes(sign) && (!operators || operators.includes(sign)));
}

/** Where a filter stands in lists: the first theme whose names begin its own. */
const THEMES: readonly [theme: string, names: readonly string[]][] = [
  [
    "Orders",
    [
      ...["number_of_orders", "amount_spent", "first_order_date", "last_order_date"],
      ...["products_purchased", "orders_placed", "abandoned_checkout_date"],
    ],
  ],
  ["Value to the shop", ["rfm_group", "predicted_spend_tier", "store_credit_accounts"]],
  ["Consent and subscriptions", ["email_subscription", "sms_subscription", "product_subscription"]],
  ["E-mail and storefront", ["shopify_email.", "storefront."]],
  ["Only in Regulars", ["regulars."]],
  ["Customer", [""]],
];

const themeOf = (name: string) =>
  THEMES.findIndex(([, names]) => names.some((one) => name.startsWith(one)));

/** Every filter but metafields, by theme. */
const filters: readonly Filter[] = [
  ...Object.entries(attributes).map(([name, { label, type, values, origin }]): Filter => ({
    ...{ kind: "attribute", name, label, type, parameters: [], values: values ?? [] },
    ...{ signs: signsOf(type), theme: THEMES[themeOf(name)]?.[0] ?? "", origin: origin ?? null },
  })),
  ...Object.entries(eventSources).map(([name, { label, parameters, origin }]): Filter => ({
    ...{ kind: "events", name, label, type: "any", values: [], signs: [], origin: origin ?? null },
    theme: THEMES[themeOf(name)]?.[0] ?? "",
    parameters: Object.entries(parameters).map(([parameter, spec]) => ({
      ...{ name: parameter, label: spec.label ?? parameter, type: spec.type },
      ...{ values: spec.values ?? [], signs: parameterSignsOf(spec) },
    })),
  })),
].toSorted((a, b) => themeOf(a.name) - themeOf(b.name));

/** A metafield of customers that a shop has defined. */
export interface MetafieldDefinition {
  /** Namespace and key, with a full stop between them. */
  name: string;
  label: string;
  type: MetafieldType;
}

/** All that can be asked of a shop's customers. */
export interface Catalogue {
  filters: readonly Filter[];
  find: (name: string) => Filter | undefined;
  /** What a query may name of it. */
  known: Known;
}

/** The filters that every shop has, and its own metafields; a date has its anniversary too. */
export function catalogueOf(definitions: readonly MetafieldDefinition[]): Catalogue {
  const known = { metafields: new Map(definitions.map(({ name, type }) => [name, type])) };
  const own = definitions.flatMap(({ name, label, type }): Filter[] => {
    const asked = metafieldTypeOf(`metafields.${name}`, known) ?? "any";
    const metafield = metafieldFilter(`metafields.${name}`, label, asked);
    if (type !== "date") return [metafield];
    const anniversary = printAttribute(anniversaryName(name));
    return [metafield, metafieldFilter(anniversary, `Anniversary of ${label}`, "month-day")];
  });
  const all = [...filters, ...own];
  const byName = new Map(all.map((filter) => [filter.name, filter]));
  return { filters: all, find: (name) => byName.get(name), known };
}

const metafieldFilter = (name: string, label: string, type: ValueType): Filter => ({
  ...{ kind: "attribute", name, label, type, values: [], signs: signsOf(type) },
  ...{ theme: "Metafields", origin: null, parameters: [] },
});
