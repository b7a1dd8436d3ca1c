import type { Format } from "#app/ui/format.ts";
import type { TierRules } from "../tier.ts";

/** What counts towards a tier, in words: "5 orders" or "€250.00". */
export function valueText(value: number, { measure }: Pick<TierRules, "measure">, format: Format) {
  if (measure === "spend") return format.money(value);
  return `${format.count(value)} ${value === 1 ? "order" : "orders"}`;
}
