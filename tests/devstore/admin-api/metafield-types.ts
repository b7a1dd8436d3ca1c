/** Types whose value is JSON text. */
const jsonTypes = new Set([
  "json",
  "money",
  "rating",
  "dimension",
  "weight",
  "volume",
  "rich_text_field",
  "link",
]);
const numbers = new Set(["number_integer"]);

/** `jsonValue`: the value parsed where its type is structured, and itself otherwise. */
export function jsonValueOf(type: string, value: string): unknown {
  if (type.startsWith("list.") || jsonTypes.has(type) || numbers.has(type) || type === "boolean") {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
  return value;
}

/** The gids that a reference value names, in its order. */
export function referencedIds(type: string, value: string): string[] {
  if (!type.endsWith("_reference")) return [];
  if (!type.startsWith("list.")) return [value];
  const parsed: unknown = JSON.parse(value);
  return Array.isArray(parsed) ? parsed.filter((item) => typeof item === "string") : [];
}
