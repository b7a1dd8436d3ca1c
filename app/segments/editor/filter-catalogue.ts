import { attributes, type ValueType } from "../query/attributes.ts";
import { eventSources } from "../query/event-sources.ts";
import type { Sign } from "./builder/builder.ts";
import type { SuggestionSource } from "./suggestion.ts";

/** A number, a date, a text …: what a filter or a parameter is compared with. */
export interface Comparable {
  name: string;
  label: string;
  type: ValueType;
  /** The closed list of an enum. */
  values: readonly string[];
}

/** What can be asked of a customer, as pickers and completion show it. */
export interface Filter extends Comparable {
  kind: "attribute" | "events";
  theme: string;
  /** Of events; none for an attribute. */
  parameters: readonly Comparable[];
}

const THEMES: Record<string, string> = {
  first_order_date: "Orders",
  last_order_date: "Orders",
  number_of_orders: "Orders",
  amount_spent: "Orders",
  products_purchased: "Orders",
  orders_placed: "Orders",
  rfm_group: "Value to the shop",
};

const PARAMETER_LABELS: Record<string, string> = {
  id: "Product",
  date: "Date",
  quantity: "Quantity in one order",
  count: "How often",
  sum_quantity: "Quantity in all",
  amount: "Amount of one order",
  sum_amount: "Amount in all",
};

/** Every filter that can be evaluated, by theme. */
export const filters: readonly Filter[] = [
  ...Object.entries(attributes).map(([name, attribute]): Filter => ({
    ...{ kind: "attribute", name, label: attribute.label, type: attribute.type, parameters: [] },
    theme: THEMES[name] ?? "Customer",
    values: attribute.values ?? [],
  })),
  ...Object.entries(eventSources).map(([name, { label, parameters }]): Filter => ({
    ...{ kind: "events", name, label, type: "any", values: [], theme: THEMES[name] ?? "Customer" },
    parameters: Object.entries(parameters).map(([parameter, spec]) => ({
      ...{ name: parameter, type: spec.type, values: spec.values ?? [] },
      label: spec.label ?? PARAMETER_LABELS[parameter] ?? parameter,
    })),
  })),
].toSorted((a, b) => a.theme.localeCompare(b.theme) * -1);

const byName = new Map(filters.map((filter) => [filter.name, filter]));

export const findFilter = (name: string): Filter | undefined => byName.get(name);

const ORDERED: readonly Sign[] = [">=", "<=", "=", "!=", ">", "<", "BETWEEN"];
const NULLS: readonly Sign[] = ["IS NULL", "IS NOT NULL"];

/** What may stand behind an attribute of a type. */
export function signsOf(type: ValueType): readonly Sign[] {
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

/** What may stand behind a parameter of a type. */
export function parameterSignsOf(type: ValueType): readonly Sign[] {
  if (type === "id") return ["IN", "NOT IN", "=", "!="];
  return signsOf(type).filter((sign) => !NULLS.includes(sign));
}

/** Where the shop's own values for a filter or a parameter come from. */
export function suggestsFor(filter: Filter, of: Comparable): SuggestionSource | null {
  if (of.type === "tags") return "tags";
  if (of.type === "countries") return "countries";
  return filter.name === "products_purchased" && of.name === "id" ? "products" : null;
}
