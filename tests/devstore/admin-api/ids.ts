import { FieldRefusal } from "./resolver.ts";

/** gid("Customer", 123) is "gid://shopify/Customer/123". */
export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${String(id)}`;
}

const pattern = /^gid:\/\/shopify\/([A-Za-z]+)\/([^/?]+)(?:\?.*)?$/;

/** Type and number of a gid, or null when it is none. */
export function partsOf(id: string): { type: string; id: number } | null {
  const match = pattern.exec(id);
  if (!match?.[1] || !match[2]) return null;
  const number = Number(match[2]);
  return Number.isSafeInteger(number) && number >= 0
    ? { type: match[1], id: number }
    : { type: match[1], id: -1 };
}

/** Whether a text has the form of a global id at all. */
export function isGlobalId(id: string): boolean {
  return pattern.test(id);
}

/** The number of a gid of this type. @throws FieldRefusal as Shopify answers a gid of another type */
export function numericId(id: string, type: string): number {
  const parts = partsOf(id);
  if (parts?.type !== type) throw new FieldRefusal("RESOURCE_NOT_FOUND", `Invalid id: ${id}`);
  return parts.id;
}
