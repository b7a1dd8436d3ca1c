import { median } from "d3-array";
import type { Reason } from "../reason.ts";

/** What was bought once is not shown sooner than this, however soon some bought it again. */
const LEAST_GAP_OF_OTHERS = 14;
/** As many as the storefront shows of one customer. */
export const MAX_PICKS = 12;
/** Bought on this many days, a product is bought again and again. */
const HABIT_DAYS = 3;
/** Of those who came back at all, so many bought it again: a product that is bought again and again. */
const AGAIN_SHARE = 0.2;
/** Due from this part of the usual gap on; after so many of them a habit is no reason by itself. */
const DUE_FROM = 0.7;
const DUE_UNTIL = 3;
/** Nobody is shown what they bought so few days ago, but what is bought more often than that. */
const JUST_BOUGHT_DAYS = 3;
/** What else a customer bought lately says most about what goes with it. */
const LATEST_PRODUCTS = 20;
const HALF_LIFE_DAYS = 180;
/** Of one shelf: not more of what was bought before, of one type, and of what is new. */
const MOST_AGAIN = 8;
const MOST_OF_A_TYPE = 4;
const NEW_DAYS = 45;
/** The last places of a shelf change every week, among so many more. */
const ROTATING = 3;
const ROTATED_AMONG = 9;

export interface Pick {
  productId: number;
  reason: Reason;
}

/** A product that goes with another, by what is bought together or next. */
export interface Companion {
  productId: number;
  together: number;
  ordersWith: number;
  lift: number;
  isNext: boolean;
}

/** What is the same for all customers of a shop. */
export interface ShopModel {
  /** For sale at this moment, in stock, and not excluded by the merchant. */
  isOffered: (productId: number) => boolean;
  companionsOf: (productId: number) => readonly Companion[];
  /** By a segment's handle, or `everyone`. */
  shelfOf: (handle: string) => readonly Pick[];
  /** Whether a product is bought again by who comes back, and after how many days; 0 where nobody did. */
  habitOf: (productId: number) => { againShare: number; everyDays: number; buyers: number };
  /** The type, or the vendor where there is none; empty where there is neither. */
  kindOf: (productId: number) => string;
  /** What came into the shop lately, the newest first. */
  news: readonly { productId: number; sinceDay: number }[];
  pins: readonly number[];
}

export interface CustomerHistory {
  /** The days on which each product was bought, ascending, each once. */
  daysByProduct: ReadonlyMap<number, readonly number[]>;
  /** Of the customer's segments, the most important first. */
  handles: readonly string[];
  /** What they gave back and did not buy again. */
  returned: ReadonlySet<number>;
  /** What the engine thinks they will want next, the likeliest first, and the part of similar customers who bought it. */
  ranked: readonly { productId: number; alike: number }[];
}

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
  const mixed = mix([...found.values()].slice(pins), history, model);
  return [
    ...[...found.values()].slice(0, pins),
    ...withNews(mixed, history, model, today, isGood),
  ].slice(0, MAX_PICKS);
}

/** What was bought before and may be shown again: its reason by product. */
function dueAgain(
  { daysByProduct }: CustomerHistory,
  model: ShopModel,
  today: number,
): Map<number, Pick> {
  const due = new Map<number, Pick>();
  for (const [productId, days] of daysByProduct) {
    const lastDay = days.at(-1) ?? 0;
    const { againShare, everyDays: ofAll } = model.habitOf(productId);
    const isHabit = days.length >= HABIT_DAYS;
    if (!isHabit && (againShare < AGAIN_SHARE || ofAll <= 0)) continue;
    const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
    const own = median(gaps);
    const learned =
      own === undefined ? ofAll : isHabit || ofAll <= 0 ? own : Math.sqrt(own * ofAll);
    const everyDays = Math.max(isHabit ? 1 : LEAST_GAP_OF_OTHERS, Math.round(learned));
    const since = today - lastDay;
    if (since < DUE_FROM * everyDays || since <= Math.min(JUST_BOUGHT_DAYS, everyDays - 1))
      continue;
    const times = days.length;
    const reason: Reason =
      times > 1
        ? { kind: "again", times, everyDays, lastDay }
        : { kind: "again-like-others", everyDays, lastDay, share: Math.round(100 * againShare) };
    due.set(productId, { productId, reason });
  }
  return due;
}

/** A habit whose time it is, what is nearest to its due day first, in proportion to its own gap. */
function dueInOrder(due: ReadonlyMap<number, Pick>, today: number): Pick[] {
  return [...due.values()]
    .flatMap((pick) => {
      if (pick.reason.kind !== "again" || pick.reason.times < HABIT_DAYS) return [];
      const part = (today - pick.reason.lastDay) / pick.reason.everyDays;
      return part > DUE_UNTIL ? [] : [{ pick, distance: Math.abs(Math.log(part)) }];
    })
    .sort((a, b) => a.distance - b.distance || a.pick.productId - b.pick.productId)
    .map(({ pick }) => pick);
}

/** The part of similar customers is said where it says something, in whole per cents. */
function byOthers(productId: number, alike: number, model: ShopModel): Pick {
  const percent = Math.round(100 * alike);
  if (percent >= 1) return { productId, reason: { kind: "alike", percent } };
  return { productId, reason: { kind: "popular", customers: model.habitOf(productId).buyers } };
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

/** Not all of what was bought before, nor of one kind, where there is something else: the rest comes after. */
function mix(picks: readonly Pick[], { daysByProduct }: CustomerHistory, model: ShopModel): Pick[] {
  const first: Pick[] = [];
  const rest: Pick[] = [];
  const ofKind = new Map<string, number>();
  let again = 0;
  for (const pick of picks) {
    const kind = model.kindOf(pick.productId);
    const many = kind === "" ? 0 : (ofKind.get(kind) ?? 0);
    const isAgain = daysByProduct.has(pick.productId);
    if (many >= MOST_OF_A_TYPE || (isAgain && again >= MOST_AGAIN)) {
      rest.push(pick);
      continue;
    }
    ofKind.set(kind, many + 1);
    if (isAgain) again++;
    first.push(pick);
  }
  return [...first, ...rest];
}

/** One place, the last but those that rotate, for what is new and of a kind that the customer buys; then the week's rotation. */
function withNews(
  picks: readonly Pick[],
  { daysByProduct }: CustomerHistory,
  model: ShopModel,
  today: number,
  isGood: (productId: number) => boolean,
): Pick[] {
  const bought = new Map<string, number>();
  for (const [productId, days] of daysByProduct) {
    const kind = model.kindOf(productId);
    if (kind !== "") bought.set(kind, (bought.get(kind) ?? 0) + days.length);
  }
  const fresh = model.news.find(
    ({ productId, sinceDay }) =>
      today - sinceDay <= NEW_DAYS &&
      isGood(productId) &&
      (bought.get(model.kindOf(productId)) ?? 0) >= 2,
  );
  const steady = MAX_PICKS - ROTATING - (fresh ? 1 : 0);
  const head = picks.slice(0, steady);
  if (fresh) {
    const kind = model.kindOf(fresh.productId);
    head.push({
      productId: fresh.productId,
      reason: { kind: "new", of: kind, bought: bought.get(kind) ?? 0 },
    });
  }
  return [...head, ...rotated(picks.slice(steady, steady + ROTATED_AMONG), weekOf(today))];
}

/** Weeks begin on Mondays; 1970-01-01 was a Thursday. */
export const weekOf = (day: number) => Math.floor((day + 3) / 7);

/** The same for everyone all week, other ones first the next: no tracking. */
export function rotated<One>(all: readonly One[], week: number): One[] {
  if (all.length <= ROTATING) return [...all];
  const from = (week * ROTATING) % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}
