import { readable, roundDays, wholeDays } from "./round-numbers.ts";
import type { ShopShape } from "./shop-shape.ts";

/**
 * Where templates draw their lines in a shop: days by its own rhythm in round numbers, amounts by its own distribution,
 * each with a sentence that says so.
 */
export function linesOf(shape: ShopShape) {
  const gap = shape.typicalGapDays;
  const second = shape.secondOrderDays;
  const rhythm =
    gap === null
      ? "No customer of yours has a rhythm yet: these are common values."
      : `Usually ${wholeDays(gap)} days lie between two orders of a customer of yours.`;
  const secondOrders =
    second === null
      ? "Nobody has ordered a second time yet: these are common values."
      : `Half of your second orders come within ${wholeDays(second.median)} days of the first, eight of ten within ${wholeDays(second.mostly)}.`;
  const amount = (
    value: number | undefined,
    common: number,
    sentence: (drawn: number) => string,
  ) => ({
    at: readable(value ?? common),
    from:
      value === undefined
        ? "Too few buyers yet for a line of your own: this is a common value."
        : sentence(readable(value)),
  });
  const quiet = roundDays(gap === null ? 60 : gap * 2, [60, 90, 120, 180, 270]);
  const mostlySecond = roundDays(second?.mostly ?? 60, [60, 90, 120, 180, 270, 365]);
  return {
    recent: { days: roundDays(gap === null ? 90 : gap * 2, [30, 60, 90, 120, 180]), from: rhythm },
    quiet: { days: quiet, from: rhythm },
    gone: { days: roundDays(gap === null ? 365 : gap * 5, [365, 540, 730]), from: rhythm },
    oneAndDone: { days: Math.max(60, mostlySecond), from: secondOrders },
    secondOrder: {
      opens: wholeDays((second?.median ?? 30) * 0.5),
      closes: wholeDays((second?.median ?? 30) * 1.5) + 1,
      from: secondOrders,
    },
    highSpend: amount(
      shape.spent?.p90,
      300,
      (drawn) => `Nine of ten of your buyers spent less than about ${drawn}.`,
    ),
    goodSpend: amount(
      shape.spent?.p80,
      200,
      (drawn) => `Eight of ten of your buyers spent less than about ${drawn}.`,
    ),
    highFirst: amount(
      shape.firstSpent?.p90,
      150,
      (drawn) => `Nine of ten first orders are of less than about ${drawn}.`,
    ),
    largeOrders: amount(
      shape.orderValue?.p80,
      100,
      (drawn) =>
        `Of those who came back, eight of ten order for less than about ${drawn} at a time.`,
    ),
    smallOrders: amount(
      shape.orderValue?.p40,
      30,
      (drawn) =>
        `Of those who came back, four of ten order for less than about ${drawn} at a time.`,
    ),
  };
}

export type Lines = ReturnType<typeof linesOf>;
