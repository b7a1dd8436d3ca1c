import type { Store } from "../store/open-store.ts";
import { partsOf } from "./ids.ts";

export interface ValueFault {
  readonly message: string;
  /** Which element of a list it is, when it is one element's fault. */
  readonly elementIndex: number | null;
}

type Check = (value: string, store: Store) => string | null;

const listLimit = 128;
const metaobjectListLimit = 256;
const textLimit = 65_536;
/** For apps made after 2026-04-01. */
const jsonLimit = 131_072;

const schemes = `["http", "https", "mailto", "sms", "tel"]`;

const checks: Readonly<Record<string, Check>> = {
  single_line_text_field: (value) =>
    value.trim() === ""
      ? "Value can't be blank."
      : /[\r\n]/.test(value)
        ? "Value must be a single line text string."
        : tooLong(value, textLimit),
  multi_line_text_field: (value) =>
    value.trim() === "" ? "Value can't be blank." : tooLong(value, textLimit),
  number_integer: (value) =>
    !/^-?\d+$/.test(value)
      ? "Value must be an integer."
      : Number.isSafeInteger(Number(value))
        ? null
        : "Value can't exceed 9007199254740991.",
  number_decimal: (value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return "Value must be a decimal.";
    if (Math.abs(Number(value)) > 9_999_999_999_999)
      return `Value can't ${Number(value) < 0 ? "be less than -" : "exceed "}9999999999999.`;
    return null;
  },
  boolean: (value) =>
    value === "true" || value === "false" ? null : "Value must be true or false.",
  date: (value) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : "Value must be in YYYY-MM-DD format.",
  date_time: (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : "Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00",
  color: (value) => (/^#[0-9a-f]{6}$/i.test(value) ? null : "Value must be a hex color code."),
  url: (value) =>
    /^(https?|mailto|sms|tel):/i.test(value)
      ? null
      : `Value cannot have an empty scheme (protocol), must include one of the following URL schemes: ${schemes}.'`,
  json: (value) => {
    try {
      JSON.parse(value);
      return tooLong(value, jsonLimit);
    } catch {
      return jsonFault(value);
    }
  },
  money: (value, store) => {
    const money = parsed(value);
    const fits =
      typeof money.amount !== "undefined" &&
      !Number.isNaN(Number(money.amount)) &&
      money.currency_code === store.currency;
    return fits
      ? null
      : "Value must be a stringified JSON object with amount (numeric) and currency_code (string matching the shop's currency) fields.";
  },
  product_reference: reference("Product", "products"),
  variant_reference: reference("ProductVariant", "variants"),
  customer_reference: reference("Customer", "customers"),
  collection_reference: reference("Collection", "collections"),
  order_reference: reference("Order", "orders"),
  metaobject_reference: reference("Metaobject", "metaobjects"),
};

/** Whether the store knows how to check values of a type. The other types of Shopify are refused, not waved through. */
export function isKnownType(type: string): boolean {
  return (
    checks[type.replace(/^list\./, "")] !== undefined &&
    type !== "list.boolean" &&
    type !== "list.json"
  );
}

/** What is wrong with a value of a type, in Shopify's words. */
export function valueFaults(type: string, value: string, store: Store): ValueFault[] {
  const check = checks[type.replace(/^list\./, "")];
  if (!check) return [];
  if (!type.startsWith("list.")) {
    const message = value === "" ? "Value can't be blank." : check(value, store);
    return message === null ? [] : [{ message, elementIndex: null }];
  }
  const items = listOf(value);
  if (!items) return [{ message: "Value must be a stringified JSON array.", elementIndex: null }];
  const most = type === "list.metaobject_reference" ? metaobjectListLimit : listLimit;
  if (items.length > most)
    return [{ message: `Value has more than ${String(most)} elements.`, elementIndex: null }];
  const isReference = type.endsWith("_reference");
  return items.flatMap((item, index) => {
    const message = check(typeof item === "string" ? item : JSON.stringify(item), store);
    return message === null ? [] : [{ message, elementIndex: isReference ? null : index }];
  });
}

/** The value as Shopify keeps it: moments to the second with a zone, JSON without spaces around. */
export function keptValue(type: string, value: string): string {
  if (type === "date_time")
    return new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`)
      .toISOString()
      .replace(".000Z", "+00:00");
  if (type.startsWith("list.")) return JSON.stringify(listOf(value));
  return value;
}

function reference(typeName: string, table: string): Check {
  return (value, store) => {
    const parts = partsOf(value);
    if (parts?.type !== typeName)
      return `Value must be a valid ${typeName.toLowerCase()} reference.`;
    const found = store.get(`SELECT 1 FROM ${table} WHERE id = ?`, parts.id);
    return found ? null : `Value references non-existent resource ${value}.`;
  };
}

function tooLong(value: string, most: number): string | null {
  return Buffer.byteLength(value) > most
    ? `Value is too long (maximum is ${String(most)} bytes).`
    : null;
}

function listOf(value: string): unknown[] | null {
  try {
    const items: unknown = JSON.parse(value);
    return Array.isArray(items) ? items : null;
  } catch {
    return null;
  }
}

function parsed(value: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(value);
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

/** Shopify's parser names what it met; ours knows the place, so that only an object's missing quote is said the same. */
function jsonFault(value: string): string {
  const key = /^\{\s*([A-Za-z_]+)/.exec(value);
  return key?.[1] === undefined
    ? "Value is invalid JSON."
    : `Value is invalid JSON: expected object key, got '${key[1]}' at line 1 column ${String(value.indexOf(key[1]) + 1)}.`;
}
