import type { ParameterSpec, TestSource } from "../../filters/filter.ts";
import { textOf, wholeOf } from "./asked.ts";
import { ratioText } from "./ratio.ts";

/** Numbers by which a shop's customers are put in order. */
export const RANKED = [
  "amount_spent",
  "number_of_orders",
  "regulars.net_spent",
  "regulars.average_order_value",
  "regulars.refund_share",
  "regulars.discount_share",
  "regulars.full_price_share",
  "regulars.distinct_products",
  "regulars.distinct_types",
] as const;
export type RankedNumber = (typeof RANKED)[number];

const PER_CENT: ParameterSpec = { type: "number", decimals: 1, operators: ["="] };

/**
 * Whether a customer is among the best, or the last, so many per cent of those with orders, by one number. Equal
 * customers are equal: somebody is among the best ten per cent if fewer than ten per cent have more. Everybody is
 * compared with the cut-offs of the last refresh of all, so that nobody moves because somebody else did.
 */
export const percentileSources: Readonly<Record<string, TestSource>> = {
  "regulars.percentile": {
    label: "Percentile",
    parameters: {
      of: { type: "enum", values: RANKED, label: "Number", operators: ["="], isRequired: true },
      top: { ...PER_CENT, label: "Top per cent" },
      bottom: { ...PER_CENT, label: "Bottom per cent" },
    },
    faultOf: (names) =>
      names.has("top") === names.has("bottom")
        ? "a percentile is told by `top` or by `bottom`"
        : null,
    holds: ({ purchases: { standings } }, parameters, clock) => {
      const standing = standings[textOf(parameters, "of") ?? ""];
      const isTop = parameters.some(({ name }) => name === "top");
      const within = wholeOf(parameters, isTop ? "top" : "bottom", clock, 1) ?? 0;
      const from = (isTop ? standing?.fromTop : standing?.fromBottom) ?? null;
      return from !== null && from <= within;
    },
    describe: ({ purchases: { standings } }, { parameters, locale }) => {
      const standing = standings[textOf(parameters, "of") ?? ""];
      const isTop = parameters.some(({ name }) => name === "top");
      const from = (isTop ? standing?.fromTop : standing?.fromBottom) ?? null;
      if (from === null) return "not among those with orders";
      return `in the ${isTop ? "top" : "bottom"} ${ratioText(from * 1000, locale)}`;
    },
  },
};
