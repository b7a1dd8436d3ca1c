import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Texts = ReadonlyMap<string, string>;

/**
 * The storefront texts of a theme or an extension: `locales/en.default.json` and its siblings. A language without a file,
 * or a file without the key, is answered in the default language, and a key that nobody has says so, as Shopify does.
 */
export class Translations {
  readonly #languages = new Map<string, Texts>();
  #fallback = "en";

  constructor(folder: string) {
    for (const file of readdirSync(folder)) {
      const match = /^([a-zA-Z-]+)(\.default)?\.json$/.exec(file);
      if (!match?.[1]) continue;
      this.#languages.set(match[1], flat(JSON.parse(readFileSync(join(folder, file), "utf8"))));
      if (match[2]) this.#fallback = match[1];
    }
  }

  translate(key: string, locale: string, values: ReadonlyMap<string, unknown>): string {
    const text = this.#find(key, locale, values.get("count"));
    if (text === undefined) return `Translation missing: ${locale}.${key}`;
    const isHtml = key.endsWith("_html") || key.endsWith(".html");
    const filled = text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
      textOf(values.get(name)),
    );
    return isHtml ? filled : escapeHtml(filled);
  }

  #find(key: string, locale: string, count: unknown): string | undefined {
    for (const language of [locale, locale.split("-")[0] ?? locale, this.#fallback]) {
      const texts = this.#languages.get(language);
      if (!texts) continue;
      const plural =
        typeof count === "number" ? `${key}.${new Intl.PluralRules(language).select(count)}` : key;
      const text = texts.get(plural) ?? texts.get(`${key}.other`) ?? texts.get(key);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** What Liquid prints of a simple value; nothing for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function flat(tree: unknown, prefix = "", into = new Map<string, string>()): Texts {
  if (typeof tree === "string") into.set(prefix, tree);
  else if (typeof tree === "object" && tree !== null) {
    for (const [key, value] of Object.entries(tree)) {
      flat(value, prefix === "" ? key : `${prefix}.${key}`, into);
    }
  }
  return into;
}
