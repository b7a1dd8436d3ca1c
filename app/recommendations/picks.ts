import { median } from "d3-array";
import type { Reason } from "./reason.ts";

/** As many as the storefront shows of one customer. */
export const MAX_PICKS = 12;
/** Bought on this many days, a product is bought again and again. */
const HABIT_DAYS = 3;
/** Due from this part of the usual gap on; after so many of them the habit is over. */
const DUE_FROM = 0.7;
const DUE_UNTIL = 3;
/** Whatever the habit, nobody is shown what they bought so few days ago. */
const JUST_BOUGHT_DAYS = 3;
/** What else a customer bought lately says most about what goes with it. */
const LATEST_PRODUCTS = 20;
const HALF_LIFE_DAYS = 180;

export interface Pick {
  productId: number;
  reason: Reason;
}

/** A product that goes with another, by what is bought together. */
export interface Companion {
  productId: number;
  together: number;
  ordersWith: number;
  lift: number;
}

/** What is the same for all customers of a shop. */
export interface ShopModel {
  /** For sale at this moment. */
  isOffered: (productId: number) => boolean;
  companionsOf: (productId: number) => readonly Companion[];
  /** By a segment's handle, or `everyone`. */
  shelfOf: (handle: string) => readonly Pick[];
}

export interface CustomerHistory {
  /** The days on which each product was bought, ascending, each once. */
  daysByProduct: ReadonlyMap<number, readonly number[]>;
  /** Of the customer's segments, the most important first. */
  handles: readonly string[];
}

/**
 * A customer's own shelf: first what they buy again and again and is due, then what goes with what they bought, then
 * their best segment's best sellers. Never what is not for sale, never twice, and of what they already bought only
 * what is a habit and due. Nothing for who never bought: their segment's shelf is for them.
 */
export function picksFor(history: CustomerHistory, model: ShopModel, today: number): Pick[] {
  if (history.daysByProduct.size === 0) return [];
  const picks: Pick[] = [];
  const taken = new Set(history.daysByProduct.keys());
  for (const pick of dueAgain(history, today)) {
    if (model.isOffered(pick.productId)) picks.push(pick);
  }
  const others = [...goingWith(history, model, today), ...segmentShelf(history, model)];
  for (const pick of others) {
    if (taken.has(pick.productId) || !model.isOffered(pick.productId)) continue;
    taken.add(pick.productId);
    picks.push(pick);
  }
  return picks.slice(0, MAX_PICKS);
}

/** What is nearest to its due day first, in proportion to its own gap. */
function dueAgain({ daysByProduct }: CustomerHistory, today: number): Pick[] {
  const due: (Pick & { distance: number })[] = [];
  for (const [productId, days] of daysByProduct) {
    const lastDay = days.at(-1);
    if (days.length < HABIT_DAYS || lastDay === undefined) continue;
    const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
    const everyDays = Math.max(1, Math.round(median(gaps) ?? 1));
    const since = today - lastDay;
    const part = since / everyDays;
    if (part < DUE_FROM || part > DUE_UNTIL || since <= JUST_BOUGHT_DAYS) continue;
    const reason = { kind: "again", times: days.length, everyDays, lastDay } as const;
    due.push({ productId, reason, distance: Math.abs(Math.log(part)) });
  }
  due.sort((a, b) => a.distance - b.distance || a.productId - b.productId);
  return due.map(({ productId, reason }) => ({ productId, reason }));
}

/** Adds up over what was bought: how sure and how far from chance, less for older purchases. */
function goingWith({ daysByProduct }: CustomerHistory, model: ShopModel, today: number): Pick[] {
  const latest = [...daysByProduct]
    .map(([productId, days]) => ({ productId, lastDay: days.at(-1) ?? 0 }))
    .sort((a, b) => b.lastDay - a.lastDay || a.productId - b.productId)
    .slice(0, LATEST_PRODUCTS);
  const found = new Map<number, { score: number; best: number; from: number; by: Companion }>();
  for (const { productId, lastDay } of latest) {
    const weight = 0.5 ** (Math.max(0, today - lastDay) / HALF_LIFE_DAYS);
    for (const by of model.companionsOf(productId)) {
      if (daysByProduct.has(by.productId) || !model.isOffered(by.productId)) continue;
      const score = weight * (by.together / by.ordersWith) * Math.log(by.lift);
      const known = found.get(by.productId);
      if (!known) {
        found.set(by.productId, { score, best: score, from: productId, by });
        continue;
      }
      known.score += score;
      if (score <= known.best) continue;
      known.best = score;
      known.from = productId;
      known.by = by;
    }
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.score - one.score || a - b)
    .slice(0, MAX_PICKS)
    .map(
      ([
        productId,
        {
          from,
          by: { together, ordersWith, lift },
        },
      ]) => {
        const rounded = Math.round(lift * 10) / 10;
        const numbers = { productId: from, together, ordersWith, lift: rounded };
        return { productId, reason: { kind: "goes-with", ...numbers } };
      },
    );
}

/** The shelf of the first segment that has one, else everyone's. */
function segmentShelf({ handles }: CustomerHistory, model: ShopModel): readonly Pick[] {
  for (const handle of [...handles, "everyone"]) {
    const shelf = model.shelfOf(handle);
    if (shelf.length > 0) return shelf;
  }
  return [];
}
