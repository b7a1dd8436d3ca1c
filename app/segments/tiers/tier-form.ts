import { z } from "zod";
import { MEASURES, PERIODS, type Tier, type TierRules } from "./tier.ts";

export const MOST_TIERS = 8;
const LONGEST_NAME = 40;

/** What the page sends: a tier a row, the threshold as the merchant writes it. */
const TierFormFields = z.object({
  measure: z.enum(MEASURES),
  period: z.enum(PERIODS),
  keepPercent: z.coerce.number().int().min(1).max(100),
  graceDays: z.coerce.number().int().min(0).max(400),
  tiers: z
    .array(
      z.object({ tierId: z.number().int().nullable(), name: z.string(), threshold: z.string() }),
    )
    .max(MOST_TIERS),
});
type TierFormFields = z.infer<typeof TierFormFields>;

/** A tier to be; null: a new one. */
export interface WantedTier extends Omit<Tier, "tierId"> {
  tierId: number | null;
}

export type ReadTierForm =
  | { kind: "read"; rules: TierRules; tiers: WantedTier[] }
  | { kind: "refused"; errors: TierFormErrors };

/** What is wrong, by the row it is wrong in; `form` for what is no row's. */
export interface TierFormErrors {
  form?: string;
  names: Record<number, string>;
  thresholds: Record<number, string>;
}

/** The fields by their names; a tier's three stand once a row. */
export function formFieldsOf(
  form: FormData,
): { kind: "read"; fields: TierFormFields } | { kind: "refused"; errors: TierFormErrors } {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const thresholds = texts("threshold");
  const tierIds = texts("tierId");
  const parsed = TierFormFields.safeParse({
    measure: form.get("measure"),
    period: form.get("period"),
    keepPercent: form.get("keepPercent"),
    graceDays: form.get("graceDays"),
    tiers: texts("name").map((name, row) => ({
      ...{ name, threshold: thresholds[row] ?? "" },
      tierId: /^[1-9]\d{0,6}$/.test(tierIds[row] ?? "") ? Number(tierIds[row]) : null,
    })),
  });
  if (parsed.success) return { kind: "read", fields: parsed.data };
  const says = `A tier is kept down to 1 to 100 per cent, with 0 to 400 days of grace, and there are at most ${MOST_TIERS}.`;
  return { kind: "refused", errors: { form: says, names: {}, thresholds: {} } };
}

/** Reads the form. `minorUnits` is null for what is no amount. */
export function readTierForm(
  fields: TierFormFields,
  minorUnits: (text: string) => number | null,
): ReadTierForm {
  const errors: TierFormErrors = { names: {}, thresholds: {} };
  const { measure, period, keepPercent, graceDays } = fields;
  const wanted = fields.tiers.map(({ tierId, name, threshold }) => ({
    tierId,
    name: name.trim(),
    threshold: readThreshold(threshold.trim(), measure, minorUnits),
  }));
  wanted.forEach(({ name, threshold }, row) => {
    const key = name.toLowerCase();
    if (name === "") errors.names[row] = "Give the tier a name.";
    else if (name.length > LONGEST_NAME) errors.names[row] = `At most ${LONGEST_NAME} characters.`;
    else if (wanted.slice(0, row).some((other) => other.name.toLowerCase() === key))
      errors.names[row] = "Another tier has this name.";
    if (threshold === null) {
      errors.thresholds[row] =
        measure === "orders" ? "A number of orders, such as 5." : "An amount, such as 250.00.";
    } else if (threshold < 1) errors.thresholds[row] = "More than nothing.";
    else if (wanted.slice(0, row).some((other) => other.threshold === threshold))
      errors.thresholds[row] = "Another tier begins here.";
  });
  if (wanted.length === 0) errors.form = "Define one tier at least.";
  const isRefused =
    errors.form !== undefined ||
    Object.keys(errors.names).length + Object.keys(errors.thresholds).length > 0;
  if (isRefused) return { kind: "refused", errors };
  const tiers = wanted
    .flatMap((tier) => (tier.threshold === null ? [] : { ...tier, threshold: tier.threshold }))
    .sort((one, other) => one.threshold - other.threshold);
  return { kind: "read", rules: { measure, period, keepPercent, graceDays }, tiers };
}

function readThreshold(
  text: string,
  measure: TierRules["measure"],
  minorUnits: (text: string) => number | null,
): number | null {
  if (measure === "spend") return minorUnits(text);
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
