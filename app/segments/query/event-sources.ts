import type { EventSource, ParameterSpec, Source } from "./filters/filter.ts";
import { shopifySources } from "./filters/shopify-sources.ts";
import { historySources } from "./regulars/history-filters.ts";
import { modelsSources } from "./regulars/models-filters.ts";
import { purchasesSources } from "./regulars/purchase-filters.ts";

/** Every function by name. Where they come from: filters/filter.ts. */
export const eventSources: Readonly<Record<string, Source>> = {
  ...shopifySources,
  ...purchasesSources,
  ...modelsSources,
  ...historySources,
};

/** The help centre's and a table's own spelling of Shopify's. */
export const functionName = (written: string): string =>
  written.replace(/^storefront_event\./, "storefront.");

export const isFunction = (name: string): boolean => Object.hasOwn(eventSources, name);

/** @throws TypeError if there is none: the parser lets no such name through. */
export function sourceOf(name: string): Source {
  const found = Object.hasOwn(eventSources, name) ? eventSources[name] : undefined;
  if (!found) throw new TypeError(`${name} is not a function`);
  return found;
}

export const hasEventsToCount = (source: Source): source is EventSource => "events" in source;

/** A parameter of a function. @throws TypeError */
export function parameterOf(source: string, name: string): ParameterSpec {
  const { parameters } = sourceOf(source);
  const found = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!found) throw new TypeError(`${name} is not a parameter of ${source}`);
  return found;
}
