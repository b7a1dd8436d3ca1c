import { dueAgain, dueInOrder } from "./again.ts";
import { mixed, withNews } from "./mixed.ts";
import {
  MAX_PICKS,
  type Companion,
  type CustomerHistory,
  type Pick,
  type ShopModel,
} from "./shop-model.ts";

/** What else a customer bought lately says most about what goes with it. */
const LATEST_PRODUCTS = 20;
const HALF_LIFE_DAYS = 180;

/**
 * A customer's own shelf: the merchant's pins, then what the engine ranks, then what goes with what they bought, then
 * their best segment's shelf. Never what is not for sale or excluded, never twice, nothing that was returned, and of
 * what was bought already only what is bought again and again and is due. Nothing for who never bought: their
 * segment's shelf is for them.
 */
export function picksFor(history: CustomerHistory, model: ShopModel, today: number): Pick[] {
  if (history.daysByProduct.size === 0) return [];
  const due = dueAgain(history, model, today);
  const found = new Map<number, Pick>();
  const isGood = (productId: number) =>
    !found.has(productId) &&
    model.isOffered(productId) &&
    !history.returned.has(productId) &&
    (!history.daysByProduct.has(productId) || due.has(productId));
  const add = (pick: Pick) => {
    if (isGood(pick.productId)) found.set(pick.productId, pick);
  };
  for (const productId of model.pins) add({ productId, reason: { kind: "pinned" } });
  const pins = found.size;
  const together = goingWith(history, model, today);
  const liked = new Map(together.map((pick) => [pick.productId, pick]));
  for (const { productId, alike } of history.ranked) {
    const known = due.get(productId) ?? liked.get(productId);
    if (known) add(known);
    else if (!history.daysByProduct.has(productId)) add(byOthers(productId, alike, model));
  }
  for (const pick of dueInOrder(due, today)) add(pick);
  for (const pick of together) add(pick);
  for (const pick of segmentShelf(history, model)) add(pick);
  const rest = mixed([...found.values()].slice(pins), history, model);
  return [
    ...[...found.values()].slice(0, pins),
    ...withNews(rest, history, model, today, isGood),
  ].slice(0, MAX_PICKS);
}

/** A per cent of fewer customers would sound surer than it is. */
const ENOUGH_BUYERS = 10;

/** The part of similar customers is said where it says something, in whole per cents; else how many bought it. */
function byOthers(productId: number, alike: number, model: ShopModel): Pick {
  const percent = Math.round(100 * alike);
  const { buyers } = model.habitOf(productId);
  if (percent >= 1 && buyers >= ENOUGH_BUYERS)
    return { productId, reason: { kind: "alike", percent } };
  return { productId, reason: { kind: "popular", customers: buyers } };
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
    .map(([productId, { from, by }]) => {
      const { together, ordersWith } = by;
      const numbers = {
        productId: from,
        together,
        ordersWith,
        lift: Math.round(by.lift * 10) / 10,
      };
      return { productId, reason: { kind: by.isNext ? "goes-next" : "goes-with", ...numbers } };
    });
}

/** The shelf of the first segment that has one, else everyone's. */
function segmentShelf({ handles }: CustomerHistory, model: ShopModel): readonly Pick[] {
  for (const handle of [...handles, "everyone"]) {
    const shelf = model.shelfOf(handle);
    if (shelf.length > 0) return shelf;
  }
  return [];
}
