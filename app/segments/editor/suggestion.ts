import type { Comparable, Filter } from "./filter-catalogue.ts";

/** Where values come from that only the shop knows. */
export const SUGGESTION_SOURCES = [
  ...(["tags", "countries", "regions", "cities", "languages", "email-domains"] as const),
  ...(["products", "collections", "product-tags", "product-types", "vendors"] as const),
  ...(["segments", "tiers", "events"] as const),
] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

export interface Suggestion {
  /** As it stands in the query. */
  literal: string;
  label: string;
  detail: string | null;
}

/** Values that fit what was typed, the most common first; with `exactly`, what these values are called. */
export interface SuggestionQuestion {
  source: SuggestionSource;
  search: string;
  exactly?: boolean;
}

export type Suggest = (question: SuggestionQuestion) => Promise<readonly Suggestion[]>;

const OF_FILTERS: Record<string, SuggestionSource> = {
  customer_tags: "tags",
  customer_countries: "countries",
  customer_regions: "regions",
  customer_cities: "cities",
  customer_language: "languages",
  customer_email_domain: "email-domains",
  "regulars.tier": "tiers",
};

const OF_PARAMETERS: Record<string, SuggestionSource> = {
  "storefront.collection_viewed id": "collections",
  "regulars.event name": "events",
  id: "products",
  product: "products",
  product_id: "products",
  tag: "product-tags",
  vendor: "vendors",
  type: "product-types",
  product_type: "product-types",
  collection: "collections",
  collection_id: "collections",
};

/** Where the shop's own values for a filter or a parameter of it come from; null where there are none. */
export function suggestsFor(filter: Filter, of: Comparable): SuggestionSource | null {
  if (of.type === "segment") return "segments";
  const found =
    filter.kind === "attribute"
      ? OF_FILTERS[filter.name]
      : (OF_PARAMETERS[`${filter.name} ${of.name}`] ?? OF_PARAMETERS[of.name]);
  const isFitting = ["text", "tags", "entries", "countries", "id", "ids"].includes(of.type);
  return isFitting ? (found ?? null) : null;
}

/** What is called by another name than it has in a query. */
export const isNamed = (source: SuggestionSource): boolean =>
  source === "products" || source === "collections" || source === "countries";

/** Whether anything may be asked for, also what the shop does not have. */
export const isFree = (source: SuggestionSource): boolean =>
  !isNamed(source) && source !== "segments";
