import { type CustomerHistory, MAX_PICKS, type Pick, type ShopModel } from "./shop-model.ts";

/** Of one shelf: not more of what was bought before, of one type, and of what is new. */
const MOST_AGAIN = 8;
const MOST_OF_A_TYPE = 4;
const NEW_DAYS = 45;
/** The last places of a shelf change every week, among so many more. */
const ROTATING = 3;
const ROTATED_AMONG = 9;

/** Not all of what was bought before, nor of one kind, where there is something else: the rest comes after. */
export function mixed(
  picks: readonly Pick[],
  { daysByProduct }: CustomerHistory,
  model: ShopModel,
): Pick[] {
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
export function withNews(
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
