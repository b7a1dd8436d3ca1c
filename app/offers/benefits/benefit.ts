import { quote } from "#app/segments/query/read-value.ts";

/** What a tier gives besides offers. */
export type NewBenefit =
  { kind: "text"; text: string } | { kind: "collection"; collectionId: number };

/** Two lines of a block on a telephone. */
export const LONGEST_BENEFIT = 120;
/** More than a shopper reads. */
export const BENEFITS_PER_TIER = 8;

export type BenefitRead =
  | { kind: "read"; benefit: NewBenefit }
  | { kind: "refused"; field: "text" | "collection"; reason: string };

/** A benefit as a merchant typed or chose it. */
export function readBenefit(form: { text?: unknown; collection?: unknown }): BenefitRead {
  if (typeof form.collection === "string") {
    return /^[1-9]\d{0,15}$/.test(form.collection)
      ? { kind: "read", benefit: { kind: "collection", collectionId: Number(form.collection) } }
      : { kind: "refused", field: "collection", reason: "Choose a collection." };
  }
  const text =
    typeof form.text === "string" ? form.text.normalize("NFC").trim().replace(/\s+/gu, " ") : "";
  if (text === "") {
    return { kind: "refused", field: "text", reason: "Write what members of this tier get." };
  }
  return text.length > LONGEST_BENEFIT
    ? { kind: "refused", field: "text", reason: `At most ${LONGEST_BENEFIT} characters.` }
    : { kind: "read", benefit: { kind: "text", text } };
}

/** Whom an offer of a tier is for: all who are in it, or who came into it lately. */
export type Audience = "members" | "newcomers";
export const AUDIENCES: readonly Audience[] = ["members", "newcomers"];

/** For so long somebody is new in a tier. */
export const NEW_FOR_DAYS = 30;

/** The segment of an audience, as its query. */
export const audienceQuery = (tierName: string, audience: Audience): string =>
  audience === "members"
    ? `regulars.tier = ${quote(tierName)}`
    : `regulars.tier = ${quote(tierName)} AND regulars.tier_since >= -${NEW_FOR_DAYS}d`;

export const audienceName = (tierName: string, audience: Audience): string =>
  audience === "members" ? `Tier: ${tierName}` : `Tier: ${tierName}, new`;
