import { z } from "zod";
import { RFM_GROUPS, type RfmGroup } from "../../query/closed-lists.ts";

/** Why ours and Shopify's group of a customer may differ; the first that is true of them. */
export const REASONS = ["day", "orders", "amounts", "halves", "ties", "cut-offs"] as const;
export type Reason = (typeof REASONS)[number];

export const AgreementRow = z.object({
  ours: z.enum(RFM_GROUPS),
  theirs: z.enum(RFM_GROUPS),
  /** Null where both say the same. */
  reason: z.enum(REASONS).nullable(),
  customers: z.number(),
});
export type AgreementRow = z.infer<typeof AgreementRow>;

/** Each reason in a sentence. */
export const REASON_TEXT: Readonly<Record<Reason, string>> = {
  day: "ordered in the last two days: Shopify's group may be from before",
  orders: "Shopify counts other orders: cancelled ones, or those that we do not see",
  amounts: "the amounts differ: refunds, shipping or tax are counted otherwise",
  halves: "the mean of frequency and monetary lies between two scores, which we round up",
  ties: "has as many orders as a fifth of your buyers or more: we score them equally",
  "cut-offs": "no difference that we can see: the cut-offs must lie elsewhere",
};

export interface Agreement {
  compared: number;
  same: number;
  /** Eleven by eleven, ours down and theirs across, in the order of the groups. */
  table: { group: RfmGroup; counts: number[] }[];
  reasons: { reason: Reason; customers: number }[];
}

/** The rows as one table. */
export function agreementOf(rows: readonly AgreementRow[]): Agreement {
  const sum = (those: readonly AgreementRow[]) =>
    those.reduce((all, { customers }) => all + customers, 0);
  return {
    compared: sum(rows),
    same: sum(rows.filter(({ ours, theirs }) => ours === theirs)),
    table: RFM_GROUPS.map((group) => ({
      group,
      counts: RFM_GROUPS.map((other) =>
        sum(rows.filter(({ ours, theirs }) => ours === group && theirs === other)),
      ),
    })),
    reasons: REASONS.map((reason) => ({
      reason,
      customers: sum(rows.filter((row) => row.reason === reason)),
    })).filter(({ customers }) => customers > 0),
  };
}
