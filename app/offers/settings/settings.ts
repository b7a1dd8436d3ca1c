import { z } from "zod";
import { MOST_QUIET_DAYS, USUAL_QUIET_DAYS } from "../draft.ts";

/** What a merchant wants of every offer. */
export interface OfferSettings {
  /** What must be left of a price over its cost, in hundredths of a per cent of the price; 0: no loss. */
  marginFloorBasisPoints: number;
  /** Customers with this tag get no offer; empty: no tag does that. */
  noOffersTag: string;
  /** What a new offer begins with. */
  quietDays: number;
  /** Countries (ISO 3166-1) and regions (ISO 3166-2) whose shoppers are told that a price is personal. */
  disclose: string[];
}

export const USUAL_SETTINGS: OfferSettings = {
  marginFloorBasisPoints: 0,
  noOffersTag: "no-offers",
  quietDays: USUAL_QUIET_DAYS,
  disclose: [],
};

/** A floor at the whole price would forbid every sale. */
const HIGHEST_FLOOR = 9_900;
/** As long as Shopify lets a tag be. */
const LONGEST_TAG = 255;
/** As many as a block looks at. */
const MOST_REGIONS = 50;
/** DE, US-CA */
const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

export const offerSettings: z.ZodType<OfferSettings> = z.object({
  marginFloorBasisPoints: z.int().min(0).max(HIGHEST_FLOOR),
  noOffersTag: z.string().max(LONGEST_TAG),
  quietDays: z.int().min(0).max(MOST_QUIET_DAYS),
  disclose: z.array(z.string().regex(REGION)).max(MOST_REGIONS),
});

/** The form as it is typed. */
export interface SettingsFields {
  marginFloor: string;
  noOffersTag: string;
  quietDays: string;
  disclose: string;
}

export type SettingsErrors = Partial<Record<keyof SettingsFields, string>>;

export const fieldsOfSettings = (settings: OfferSettings): SettingsFields => ({
  marginFloor: String(settings.marginFloorBasisPoints / 100),
  noOffersTag: settings.noOffersTag,
  quietDays: String(settings.quietDays),
  disclose: settings.disclose.join(", "),
});

export function fieldsOfForm(form: FormData): SettingsFields {
  const read = (name: keyof SettingsFields) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    marginFloor: read("marginFloor"),
    noOffersTag: read("noOffersTag"),
    quietDays: read("quietDays"),
    disclose: read("disclose"),
  };
}

const ERRORS: Record<keyof OfferSettings, [keyof SettingsFields, string]> = {
  marginFloorBasisPoints: ["marginFloor", "From 0 to 99 per cent, with two decimals at most"],
  noOffersTag: ["noOffersTag", `At most ${LONGEST_TAG} characters`],
  quietDays: ["quietDays", `A whole number of days, from 0 to ${MOST_QUIET_DAYS}`],
  disclose: ["disclose", "Codes of countries or regions, such as DE or US-CA, with commas between"],
};

/** What a merchant typed, or what is wrong with it field by field. */
export function settingsOfFields(
  fields: SettingsFields,
): { kind: "valid"; settings: OfferSettings } | { kind: "invalid"; errors: SettingsErrors } {
  const codes = fields.disclose
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== "");
  const read = offerSettings.safeParse({
    marginFloorBasisPoints: hundredthsOf(fields.marginFloor),
    noOffersTag: fields.noOffersTag.trim(),
    quietDays: /^\d+$/.test(fields.quietDays.trim()) ? Number(fields.quietDays) : NaN,
    disclose: [...new Set(codes)],
  });
  if (read.success) return { kind: "valid", settings: read.data };
  const errors: SettingsErrors = {};
  for (const { path } of read.error.issues) {
    const [field, words] = ERRORS[path[0] as keyof OfferSettings];
    errors[field] = words;
  }
  return { kind: "invalid", errors };
}

function hundredthsOf(percent: string): number {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(percent.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : NaN;
}
