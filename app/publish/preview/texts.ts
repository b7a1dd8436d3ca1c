/** The texts of a theme app extension in one language, by their dotted keys. */
export type Texts = ReadonlyMap<string, string>;

/** A locale file's tree as dotted keys. */
export function textsOf(tree: unknown): Texts {
  const found = new Map<string, string>();
  const walk = (branch: unknown, path: string) => {
    if (typeof branch === "string") found.set(path, branch);
    else if (typeof branch === "object" && branch !== null) {
      for (const [key, next] of Object.entries(branch)) {
        walk(next, path === "" ? key : `${path}.${key}`);
      }
    }
  };
  walk(tree, "");
  return found;
}

interface Asked {
  key: string;
  locale: string;
  values: ReadonlyMap<string, unknown>;
}

/**
 * A text as Shopify's `t` gives it: by the plural of `count`, values put in, and escaped unless its key ends in `_html`.
 * What a language lacks is said in the next; undefined when none has it.
 */
export function translate(
  languages: readonly Texts[],
  { key, locale, values }: Asked,
): string | undefined {
  const count = values.get("count");
  const form = typeof count === "number" ? new Intl.PluralRules(locale).select(count) : null;
  for (const texts of languages) {
    const text =
      form === null ? texts.get(key) : (texts.get(`${key}.${form}`) ?? texts.get(`${key}.other`));
    if (text === undefined) continue;
    const filled = text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
      printed(values.get(name)),
    );
    return key.endsWith("_html") ? filled : escapeHtml(filled);
  }
  return undefined;
}

/** What Liquid prints of a simple value. */
export const printed = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
