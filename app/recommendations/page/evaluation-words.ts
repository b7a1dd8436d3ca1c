import type { ShopEvaluation } from "../learning/learned.ts";

export const METHOD_NAMES: Readonly<Record<ShopEvaluation["uses"], string>> = {
  engine: "Learned ranking",
  globalTop: "Best sellers",
  personalTop: "Each customer's own most bought",
  boughtTogether: "Bought together",
  tifuKnn: "Similar customers (TIFU-KNN)",
  upCf: "Similar customers (UP-CF@r)",
};

const inSentence = (method: ShopEvaluation["uses"]) =>
  METHOD_NAMES[method].replace(/^./, (first) => first.toLowerCase());

/** With fewer whose last order was foretold, the figures say little. */
const FEW = 100;

interface Numbers {
  count: (value: number) => string;
  percent: (share: number) => string;
}

/** How good the recommendations are, in sentences; the first says it all. */
export function evaluationSentences(
  evaluation: ShopEvaluation,
  { count, percent }: Numbers,
): string[] {
  const { judged, customers, orders, uses, methods, versus, cut } = evaluation;
  const rests = `It rests on ${count(orders)} orders of ${count(customers)} customers.`;
  const used = methods.find(({ method }) => method === "engine")?.at.find(({ k }) => k === 10);
  if (judged === 0 || !used)
    return [`Nobody has ordered twice yet, so it cannot be told how good they are. ${rests}`];
  const found = `Shown ten products, ${percent(used.hitRate)} of customers find one that they bought next (${percent(used.hitRateLow)} to ${percent(used.hitRateHigh)}), and ${percent(used.recall)} of what they bought is among them (${percent(used.recallLow)} to ${percent(used.recallHigh)}).`;
  const how = `The last order of ${count(judged)} customers was held back and foretold from all that came before. ${rests}`;
  const instead =
    uses === "engine"
      ? []
      : [
          `In use: ${inSentence(uses)}. It foretold other customers' last orders better than the learned ranking, so it is what your customers see.`,
        ];
  return [
    found,
    how,
    ...instead,
    ...(versus ? [versusSentence(versus, percent)] : []),
    ...(cut.length === 0
      ? []
      : [`To stay within time and memory, ${cut.join("; ").replaceAll("users", "customers")}.`]),
    ...(judged < FEW ? ["These are few: the figures may change a lot with more orders."] : []),
  ];
}

function versusSentence(
  { method, difference, low, high }: NonNullable<ShopEvaluation["versus"]>,
  percent: (share: number) => string,
): string {
  const name = inSentence(method);
  const points = (share: number) => percent(share).replace("%", "");
  const range = `${points(low)} to ${points(high)} points`;
  if (low > 0) return `That is ${points(difference)} points more of what they bought than the next best, ${name} (${range}).`; // prettier-ignore
  if (high < 0) return `On these customers ${name} found ${points(-difference)} points more (${points(-high)} to ${points(-low)} points).`; // prettier-ignore
  return `Whether it is better than ${name} cannot be told yet (${range}).`;
}
