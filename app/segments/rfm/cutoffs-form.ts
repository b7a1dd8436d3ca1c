import { z } from "zod";
import { SCHEME_NAMES } from "./group-schemes.ts";
import { METHODS } from "./scoring-methods.ts";
import type { Four, RfmSettings } from "./settings.ts";

const MEASURES = ["recency", "frequency", "monetary"] as const;
export type CutoffMeasure = (typeof MEASURES)[number];

/** Ten years. */
const MOST_DAYS = 3650;

/** What the page sends: of each measure four values as text, recency's from the best score down. */
export const CutoffsFields = z.object({
  method: z.enum(METHODS),
  scheme: z.enum(SCHEME_NAMES),
  own: z.object({ recency: z.boolean(), frequency: z.boolean(), monetary: z.boolean() }),
  values: z.object({
    recency: z.array(z.string()).length(4),
    frequency: z.array(z.string()).length(4),
    monetary: z.array(z.string()).length(4),
  }),
});
export type CutoffsFields = z.infer<typeof CutoffsFields>;

export type CutoffsErrors = Partial<Record<CutoffMeasure, string>>;

/** The form's fields by their names: recency-0 to recency-3 and so on. */
export function fieldsOf(form: FormData): CutoffsFields | null {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const values = (measure: CutoffMeasure) => [0, 1, 2, 3].map((i) => text(`${measure}-${i}`));
  const parsed = CutoffsFields.safeParse({
    method: text("method"),
    scheme: text("scheme"),
    own: Object.fromEntries(MEASURES.map((measure) => [measure, form.has(`own-${measure}`)])),
    values: Object.fromEntries(MEASURES.map((measure) => [measure, values(measure)])),
  });
  return parsed.success ? parsed.data : null;
}

/** Whether the merchant's own values of a measure are asked for. */
export const isOwn = ({ method, own }: CutoffsFields, measure: CutoffMeasure): boolean =>
  own[measure] || (measure === "recency" && method === "fixed-days");

interface Reading {
  /** What stays where nothing is asked for. */
  kept: RfmSettings;
  minorUnits: (text: string) => number | null;
}

/** Reads the form; what is wrong is said by its measure. */
export function readCutoffs(
  fields: CutoffsFields,
  { kept, minorUnits }: Reading,
): { kind: "read"; settings: RfmSettings } | { kind: "refused"; errors: CutoffsErrors } {
  const { method, scheme } = fields;
  const errors: CutoffsErrors = {};
  const read = (measure: CutoffMeasure, valueOf: (text: string) => number | null, need: string) => {
    if (!isOwn(fields, measure)) return null;
    const values = fields.values[measure].map((text) => valueOf(text.trim()));
    const four = ascending(values);
    if (!four) errors[measure] = need;
    return four;
  };
  const days = read(
    "recency",
    wholeUpTo(0, MOST_DAYS),
    "Four whole numbers of days, each more than the one before.",
  );
  const frequency = read(
    "frequency",
    wholeUpTo(1, 1_000_000),
    "Four whole numbers of orders, each more than the one before.",
  );
  const monetary = read("monetary", minorUnits, "Four amounts, each more than the one before."); // prettier-ignore
  if (Object.keys(errors).length > 0) return { kind: "refused", errors };
  const isFixed = method === "fixed-days";
  return {
    kind: "read",
    settings: {
      ...{ method, scheme },
      recencyDays: isFixed && days ? days : kept.recencyDays,
      edited: { recency: isFixed ? null : days, frequency, monetary },
    },
  };
}

const wholeUpTo = (least: number, most: number) => (text: string) => {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : null;
};

function ascending(values: readonly (number | null)[]): Four | null {
  const [one, two, three, four] = values;
  if (one == null || two == null || three == null || four == null) return null;
  return one < two && two < three && three < four ? [one, two, three, four] : null;
}
