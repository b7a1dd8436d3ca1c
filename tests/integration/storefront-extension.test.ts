import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const folder = join(import.meta.dirname, "../../extensions/storefront");
const files = (sub: string) =>
  readdirSync(join(folder, sub)).map((name) => join(folder, sub, name));
const text = (path: string) => readFileSync(path, "utf8");

/** A key of the schema locale files, as `{% schema %}` names it. */
const translated = z.string().regex(/^t:[a-z_]+(\.[a-z_]+)+$/);
const LANGUAGES = ["en.default", "de", "fr", "es", "ja", "ar"];
/** Texts that depend on a count have one for each plural of the language. */
const PLURAL = /\.(zero|one|two|few|many|other)$/;
const id = z.string().regex(/^[a-z][a-z0-9_]*$/);
const labelled = { id, label: translated, info: translated.optional() };

const templates = z.enum([
  "404",
  "article",
  "blog",
  "captcha",
  "cart",
  "collection",
  "gift_card",
  "index",
  "list-collections",
  "metaobject",
  "page",
  "password",
  "policy",
  "product",
  "search",
  "*",
]);
const where = z.strictObject({
  templates: z.array(templates).min(1).optional(),
  groups: z.array(z.enum(["header", "footer", "aside", "*"])).optional(),
});

const setting = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["header", "paragraph"]), content: translated }),
  z.strictObject({
    type: z.enum(["text", "textarea"]),
    ...labelled,
    default: z.string().min(1).optional(),
  }),
  z.strictObject({ type: z.literal("checkbox"), ...labelled, default: z.boolean().optional() }),
  z
    .strictObject({
      type: z.literal("select"),
      ...labelled,
      options: z.array(z.strictObject({ value: z.string(), label: translated })).min(2),
      default: z.string(),
    })
    .refine((select) => select.options.some((option) => option.value === select.default)),
  z
    .strictObject({
      type: z.literal("range"),
      ...labelled,
      min: z.number(),
      max: z.number(),
      step: z.number().positive(),
      unit: z.string().max(3).optional(),
      default: z.number(),
    })
    .refine(({ min, max, default: start }) => min < max && min <= start && start <= max)
    .refine(({ min, max, step }) => (max - min) / step <= 100 && (max - min) % step === 0),
]);

/** Shopify's rules for the `{% schema %}` of an app block, which neither theme-check nor the CLI holds us to. */
const blockSchema = z
  .strictObject({
    name: translated,
    target: z.enum(["section", "head", "compliance_head", "body"]),
    stylesheet: z.string().optional(),
    javascript: z.never().optional(),
    class: z.string().optional(),
    tag: z.string().nullable().optional(),
    available_if: z.string().regex(/^\{\{ app\.metafields\.\w+\.\w+ \}\}$/),
    enabled_on: where.optional(),
    disabled_on: where.optional(),
    settings: z.array(setting),
  })
  .refine((schema) => !(schema.enabled_on && schema.disabled_on), "enabled_on or disabled_on");

function schemaOf(path: string): unknown {
  const [, json] =
    /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(text(path)) ?? [];
  return JSON.parse(json ?? "null");
}

/** The texts of a locale file by their whole key. */
function keys(value: unknown, prefix = ""): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  return Object.entries(z.record(z.string(), z.unknown()).parse(value)).flatMap(([key, inner]) =>
    keys(inner, prefix ? `${prefix}.${key}` : key),
  );
}
const locale = (name: string) => new Map(keys(JSON.parse(text(join(folder, "locales", name)))));

describe.each(files("blocks"))("%s", (path) => {
  test("its schema is one that Shopify takes", () => {
    const parsed = blockSchema.safeParse(schemaOf(path));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test("setting ids are unique, and every setting is read", () => {
    const { settings } = blockSchema.parse(schemaOf(path));
    const ids = settings.flatMap((one) => ("id" in one ? [one.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    for (const one of ids) expect(text(path)).toContain(`block.settings.${one}`);
  });

  test.each(LANGUAGES)("%s has its words, its name short", (language) => {
    const schema = blockSchema.parse(schemaOf(path));
    const words = locale(`${language}.schema.json`);
    const named = JSON.stringify(schema).matchAll(/"t:([a-z_.]+)"/g);
    for (const [, key] of named) expect(words.get(key ?? ""), key).toBeTruthy();
    expect(words.get(schema.name.slice(2))?.length).toBeLessThan(25);
  });

  test("its stylesheet is there, and it has no script", () => {
    const schema = blockSchema.parse(schemaOf(path));
    expect(statSync(join(folder, "assets", schema.stylesheet ?? "")).isFile()).toBe(true);
    expect(text(path)).not.toMatch(/<script|javascript/i);
  });
});

describe("the extension as a whole", () => {
  test("theme-check finds nothing", async () => {
    const { offenses } = await themeCheckRun(
      folder,
      "theme-check:theme-app-extension",
      () => undefined,
    );
    expect(offenses.map(({ check, message, uri }) => ({ check, message, uri }))).toEqual([]);
  });

  test("there is a file of texts and one for the editor in every language, and none besides", () => {
    const expected = LANGUAGES.flatMap((one) => [`${one}.json`, `${one}.schema.json`]);
    expect(readdirSync(join(folder, "locales")).sort()).toEqual(expected.sort());
  });

  test.each(LANGUAGES)("%s says the same things, with the same blanks", (language) => {
    for (const kind of ["json", "schema.json"]) {
      const [words, others] = [locale(`en.default.${kind}`), locale(`${language}.${kind}`)];
      const names = (map: Map<string, string>) => [
        ...new Set([...map.keys()].map((key) => key.replace(PLURAL, ""))),
      ];
      expect(names(others)).toEqual(names(words));
      for (const [key, word] of words) {
        const blanks = (value = "") => (value.match(/\{\{ \w+ \}\}/g) ?? []).sort();
        expect(blanks(others.get(key.replace(PLURAL, ".other")) ?? others.get(key)), key).toEqual(
          blanks(word),
        );
      }
    }
  });

  test.each(LANGUAGES)("%s counts as its language counts", (language) => {
    const { pluralCategories } = new Intl.PluralRules(language.slice(0, 2)).resolvedOptions();
    const counted = [...locale(`${language}.json`).keys()].filter((key) => PLURAL.test(key));
    for (const [name, keys] of Map.groupBy(counted, (key) => key.replace(PLURAL, ""))) {
      const categories = keys.map((key) => key.slice(name.length + 1));
      expect(categories.sort(), name).toEqual([...pluralCategories].sort());
    }
  });

  test("every text is used, and every text that is used is there", () => {
    const used = [...files("blocks"), ...files("snippets")].flatMap((path) =>
      [...text(path).matchAll(/'([a-z_]+\.[a-z_]+)'\s*\|\s*t\b/g)].map((match) => match[1]),
    );
    const there = [...locale("en.default.json").keys()].map((key) => key.replace(PLURAL, ""));
    expect([...new Set(used)].sort()).toEqual([...new Set(there)].sort());
  });

  test("it stays within Shopify's sizes", () => {
    const bytes = (paths: string[]) => paths.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes([...files("blocks"), ...files("snippets")])).toBeLessThan(100_000);
    expect(bytes(files("assets"))).toBeLessThan(10_000);
    for (const path of files("locales")) expect(statSync(path).size).toBeLessThan(15_000);
    expect(files("assets").filter((path) => !path.endsWith(".css"))).toEqual([]);
  });

  test("it brings no colour of its own, and turns around for right-to-left", () => {
    for (const path of files("assets")) {
      expect(text(path)).not.toMatch(
        /#[0-9a-f]{3,8}\b|rgb|hsl|oklch|(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)/i,
      );
    }
  });
});
