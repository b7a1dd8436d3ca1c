import type { TouchReason } from "#app/purchases/touch-reasons.ts";

/**
 * Why a customer came into a segment or left it: what happened to them (`TouchReason`), or a day that passed (dates
 * move, and with them scores among all customers), the segment's own beginning, another query of it or of a segment
 * it names, an import, other settings of the shop. `unknown` are moves from before causes were kept.
 */
export type Cause = TouchReason | "time" | "created" | "query" | "import" | "settings" | "unknown";

/** In a merchant's words, after "because". */
export const CAUSE_WORDS: Record<Cause, string> = {
  order: "new order",
  refund: "refund",
  edit: "order changed or cancelled",
  customer: "customer changed",
  merge: "customers merged",
  time: "time passed",
  created: "segment created",
  query: "query changed",
  import: "import",
  settings: "shop settings changed",
  unknown: "not recorded",
};

export const isCause = (text: string): text is Cause => Object.hasOwn(CAUSE_WORDS, text);
