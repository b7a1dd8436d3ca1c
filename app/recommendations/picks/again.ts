import { median } from "d3-array";
import type { Reason } from "../reason.ts";
import type { CustomerHistory, Pick, ShopModel } from "./shop-model.ts";

/** What was bought once is not shown sooner than this, however soon some bought it again. */
const LEAST_GAP_OF_OTHERS = 14;
/** Bought on this many days, a product is bought again and again. */
const HABIT_DAYS = 3;
/** Of those who came back at all, so many bought it again: a product that is bought again and again. */
const AGAIN_SHARE = 0.2;
/** Due from this part of the usual gap on; after so many of them a habit is no reason by itself. */
const DUE_FROM = 0.7;
const DUE_UNTIL = 3;
/** Nobody is shown what they bought so few days ago, but what is bought more often than that. */
const JUST_BOUGHT_DAYS = 3;
/** What is usual is shown from this part of its gap on, after what is due. */
const USUAL_FROM = 0.5;
/** As many as the storefront shows of one customer. */
const MAX_USUAL = 12;

interface Gap {
  /** Learned from the customer's own gaps and from others'. */
  everyDays: number;
  lastDay: number;
}

/** A product that this customer buys again and again, or that others do. */
interface Again extends Gap {
  productId: number;
  /** On how many days. */
  times: number;
  /** Of those who came back at all, the part that bought it again. */
  againShare: number;
}

/** What a customer buys again, as they bought it last. Days are the shop's. */
export interface Usual {
  productId: number;
  variantId: number;
  everyDays: number;
  dueDay: number;
}

/** Of what was bought before, all that is bought again and again. */
function boughtAgain({ daysByProduct }: CustomerHistory, model: ShopModel): Again[] {
  const found: Again[] = [];
  for (const [productId, days] of daysByProduct) {
    const { againShare, everyDays: ofAll } = model.habitOf(productId);
    const isHabit = days.length >= HABIT_DAYS;
    if (!isHabit && (againShare < AGAIN_SHARE || ofAll <= 0)) continue;
    const own = median(days.slice(1).map((day, index) => day - (days[index] ?? day)));
    const learned =
      own === undefined ? ofAll : isHabit || ofAll <= 0 ? own : Math.sqrt(own * ofAll);
    const everyDays = Math.max(isHabit ? 1 : LEAST_GAP_OF_OTHERS, Math.round(learned));
    found.push({
      ...{ productId, times: days.length, everyDays },
      ...{ lastDay: days.at(-1) ?? 0, againShare },
    });
  }
  return found;
}

/** How much of the usual gap has gone by. */
const partOf = ({ everyDays, lastDay }: Gap, today: number) => (today - lastDay) / everyDays;

const isJustBought = ({ everyDays, lastDay }: Gap, today: number) =>
  today - lastDay <= Math.min(JUST_BOUGHT_DAYS, everyDays - 1);

/** What was bought before and may be shown again: its reason by product. */
export function dueAgain(
  history: CustomerHistory,
  model: ShopModel,
  today: number,
): Map<number, Pick> {
  const due = new Map<number, Pick>();
  for (const again of boughtAgain(history, model)) {
    if (partOf(again, today) < DUE_FROM || isJustBought(again, today)) continue;
    const { productId, times, everyDays, lastDay, againShare } = again;
    const reason: Reason =
      times > 1
        ? { kind: "again", times, everyDays, lastDay }
        : { kind: "again-like-others", everyDays, lastDay, share: Math.round(100 * againShare) };
    due.set(productId, { productId, reason });
  }
  return due;
}

/** Of what is due, a customer's own habits, what is nearest to its due day first. */
export function dueInOrder(due: ReadonlyMap<number, Pick>, today: number): Pick[] {
  return [...due.values()]
    .flatMap((pick) => {
      const { productId, reason } = pick;
      if (reason.kind !== "again" || reason.times < HABIT_DAYS) return [];
      return partOf(reason, today) > DUE_UNTIL ? [] : [{ pick, ...reason, productId }];
    })
    .sort(byDistance(today))
    .map(({ pick }) => pick);
}

/**
 * What a customer buys again and again, what is due first and then what will soon be: in the variant that was bought
 * last, and only where that one is for sale. Never what was just bought or given back, and no habit that is long over.
 */
export function usualOf(history: CustomerHistory, model: ShopModel, today: number): Usual[] {
  const usual = boughtAgain(history, model).filter(
    (again) =>
      again.times > 1 &&
      partOf(again, today) >= USUAL_FROM &&
      partOf(again, today) <= DUE_UNTIL &&
      !isJustBought(again, today) &&
      model.isOffered(again.productId) &&
      !history.returned.has(again.productId),
  );
  const isDue = (again: Again) => partOf(again, today) >= DUE_FROM;
  const [due, soon] = [usual.filter(isDue), usual.filter((again) => !isDue(again))];
  return [...due.sort(byDistance(today)), ...soon.sort(byDistance(today))]
    .flatMap(({ productId, everyDays, lastDay }): Usual[] => {
      const variantId = history.variantOf.get(productId);
      if (variantId === undefined || !model.isVariantOffered(productId, variantId)) return [];
      return [{ productId, variantId, everyDays, dueDay: lastDay + everyDays }];
    })
    .slice(0, MAX_USUAL);
}

/** In proportion to its own gap, what is nearest to its due day first. */
function byDistance(today: number) {
  const distanceOf = (one: Gap) => Math.abs(Math.log(partOf(one, today)));
  return (a: Gap & { productId: number }, b: Gap & { productId: number }) =>
    distanceOf(a) - distanceOf(b) || a.productId - b.productId;
}
