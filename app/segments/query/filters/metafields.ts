import type { MetafieldEntry, MetafieldType } from "#app/purchases/metafield-entries.ts";
import type { Attribute } from "./filter.ts";
import type { ValueType } from "./value-type.ts";

/** What a shop has that a query may name. Left out: nobody told, and any name will do. */
export interface Known {
  /** Metafields of customers with a definition, by namespace and key. */
  metafields?: ReadonlyMap<string, MetafieldType>;
  /** Names of segments. */
  segments?: readonly string[];
  /** Names of loyalty tiers. */
  tiers?: readonly string[];
}

/** A customer's metafield by namespace and key. */
export const METAFIELD = /^(customer\.)?metafields\.[^.]+\.[^.]+$/;

/** `metafields.ns.key` without what all of them begin with. */
export const metafieldName = (attribute: string): string =>
  attribute.replace(/^(customer\.)?metafields\./, "");

const TYPES: Record<MetafieldType, ValueType> = {
  date: "day",
  moment: "date",
  integer: "integer",
  decimal: "number",
  text: "text",
  boolean: "boolean",
  integers: "numbers",
  decimals: "numbers",
  texts: "tags",
};

/** The type that a definition gives, `any` without definitions, null for a metafield that has none. */
export function metafieldTypeOf(attribute: string, { metafields }: Known): ValueType | null {
  if (!metafields) return "any";
  const type = metafields.get(metafieldName(attribute));
  return type ? TYPES[type] : null;
}

/**
 * `customer.<namespace>_<key>` as the metafield it can only be; without definitions the first `_` divides it. Null if
 * it is none, or could be several.
 */
export function metafieldFromShort(name: string, { metafields }: Known): string | null {
  const short = /^customer\.([^.]+)$/.exec(name)?.[1];
  if (short === undefined) return null;
  if (!metafields) {
    const [, namespace, key] = /^([^_]+)_(.+)$/.exec(short) ?? [];
    return namespace && key ? `metafields.${namespace}.${key}` : null;
  }
  const fitting = [...metafields.keys()].filter((one) => one.replace(".", "_") === short);
  return fitting.length === 1 ? `metafields.${fitting[0]}` : null;
}

/** A metafield as an attribute like all others. */
export const metafieldOf = (attribute: string, type: ValueType): Attribute => {
  const name = metafieldName(attribute);
  return {
    ...{ type, label: `Metafield ${name}` },
    valueOf: ({ metafields }) => valueIn(metafields, name, type),
  };
};

function valueIn(metafields: readonly MetafieldEntry[], name: string, type: ValueType) {
  const values = metafields
    .filter((entry) => entry.name === name)
    .map(({ number, text }) => number ?? text ?? "");
  return ["tags", "numbers", "any"].includes(type) ? values : (values[0] ?? null);
}

const ANNIVERSARY = /^anniversary\((metafields\.[^.]+\.[^.)]+)\)$/;

/** The anniversary of a date metafield, as one attribute among others. */
export const anniversaryName = (metafield: string): string =>
  `anniversary(metafields.${metafieldName(metafield)})`;

export const isAnniversary = (attribute: string): boolean => ANNIVERSARY.test(attribute);

/** The metafield that it is the anniversary of. */
export const dateOf = (anniversary: string): string => ANNIVERSARY.exec(anniversary)?.[1] ?? "";

export const anniversaryOf = (attribute: string): Attribute => {
  const name = metafieldName(dateOf(attribute));
  return {
    ...{ type: "month-day", label: `Anniversary of ${name}` },
    valueOf: ({ metafields }) => metafields.find((entry) => entry.name === name)?.monthDay ?? null,
  };
};

/** How an attribute is written in the current spelling. */
export const printAttribute = (attribute: string): string =>
  isAnniversary(attribute) ? `anniversary MATCHES ('${dateOf(attribute)}')` : attribute;
