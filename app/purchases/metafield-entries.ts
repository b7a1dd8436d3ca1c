import { tagKey } from "./tag-key.ts";

/** How a metafield's value can be asked for. */
export const METAFIELD_TYPES = [
  ...(["date", "moment", "integer", "decimal", "text", "boolean"] as const),
  ...(["integers", "decimals", "texts"] as const),
] as const;
export type MetafieldType = (typeof METAFIELD_TYPES)[number];

/** A metafield as we keep it; of a list every entry. */
export interface MetafieldEntry {
  /** Namespace and key, with a full stop between them. */
  name: string;
  position: number;
  /** A number, 0 or 1, a day counted from 1970-01-01, or epoch milliseconds, by the type. */
  number: number | null;
  /** A text as it stands; an entry of a list NFC-normalised and case-folded. */
  text: string | null;
  /** Of a date: the month times a hundred and the day. */
  monthDay: number | null;
}

/** Shopify's types of content that a segment can ask for. */
const OF_SHOPIFY: Record<string, MetafieldType> = {
  date: "date",
  date_time: "moment",
  number_integer: "integer",
  number_decimal: "decimal",
  single_line_text_field: "text",
  multi_line_text_field: "text",
  boolean: "boolean",
  "list.number_integer": "integers",
  "list.number_decimal": "decimals",
  "list.single_line_text_field": "texts",
};

/** How a metafield of Shopify's type can be asked for; null if it cannot. */
export const metafieldType = (shopifyType: string): MetafieldType | null =>
  Object.hasOwn(OF_SHOPIFY, shopifyType) ? (OF_SHOPIFY[shopifyType] ?? null) : null;

/** A value of Shopify's, a text whatever its type, as entries. What is no value of its type is none at all. */
export function metafieldEntries(
  name: string,
  type: MetafieldType,
  value: string,
): MetafieldEntry[] {
  if (type === "integers" || type === "decimals" || type === "texts") {
    return listOf(value).flatMap((one, position) => {
      const entry = { name, position, monthDay: null };
      if (type === "texts") return { ...entry, text: tagKey(one), number: null };
      const number = Number(one);
      return Number.isFinite(number) ? { ...entry, text: null, number } : [];
    });
  }
  if (type === "text") return [{ name, position: 0, text: value, number: null, monthDay: null }];
  const number = numberOf(type, value);
  if (!Number.isFinite(number)) return [];
  const monthDay =
    type === "date" ? Number(value.slice(5, 7)) * 100 + Number(value.slice(8, 10)) : null;
  return [{ name, position: 0, text: null, number, monthDay }];
}

function numberOf(
  type: Exclude<MetafieldType, "text" | "integers" | "decimals" | "texts">,
  value: string,
) {
  switch (type) {
    case "boolean":
      return value === "true" ? 1 : 0;
    case "date":
      return Date.parse(`${value.slice(0, 10)}T00:00:00Z`) / 86_400_000;
    case "moment":
      return Date.parse(/Z|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`);
    case "integer":
    case "decimal":
      return value.trim() === "" ? NaN : Number(value);
  }
}

function listOf(value: string): string[] {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}
