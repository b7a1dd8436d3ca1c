import type { Format } from "#app/ui/format.ts";
import type { Terms } from "./terms.ts";

/** What is given, in a few words: for tables and figures. */
export function reductionText(
  { reduction }: Pick<Terms, "reduction">,
  format: Pick<Format, "percent" | "money" | "count">,
): string {
  switch (reduction.kind) {
    case "percentage":
      return format.percent(reduction.basisPoints / 10_000);
    case "amount":
      return reduction.eachItem
        ? `${format.money(reduction.minor)} each`
        : format.money(reduction.minor);
    case "free-shipping":
      return "Free shipping";
    case "buy-x-get-y": {
      const { buys, gets } = reduction;
      const bought =
        "quantity" in buys ? format.count(buys.quantity) : `for ${format.money(buys.minor)}`;
      const off =
        gets.basisPoints === 10_000 ? "free" : `${format.percent(gets.basisPoints / 10_000)} off`;
      return `Buy ${bought}, get ${format.count(gets.quantity)} ${off}`;
    }
  }
}
