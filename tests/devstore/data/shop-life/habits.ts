import type { Random } from "../random.ts";
import { calendarOf } from "../shop-time.ts";

/** How a kind of customer comes back. Days are counted from the shop's first; `until` is the first day not to come. */
export interface Habit {
  readonly name:
    "regular" | "occasional" | "once" | "gifts" | "bargains" | "lapsed" | "wholesale" | "never";
  readonly share: number;
  readonly days: (random: Random, stay: Stay) => number[];
}

export interface Stay {
  joined: number;
  until: number;
  /** The day number (since 1970) of the shop's first day, for the calendar. */
  firstDay: number;
  /** 1 usually; 2 doubles everyone's pace. */
  pace: number;
}

const MOST_ORDERS = 400;

/** Comes after gamma-distributed gaps (`evenness` exponentials each) until lost or `until`. */
function coming(random: Random, stay: Stay, gap: number, evenness: number, loss: number): number[] {
  const days: number[] = [];
  let day = stay.joined;
  while (day < stay.until && days.length < MOST_ORDERS) {
    days.push(Math.floor(day));
    if (random.chance(loss)) break;
    let wait = 0;
    for (let i = 0; i < evenness; i++) wait += random.waiting(gap / evenness / stay.pace);
    day += Math.max(0.5, wait);
  }
  return days;
}

/** A person's own usual gap, spread around the kind's. */
const ownGap = (random: Random, usual: number, spread: number): number =>
  usual * Math.exp(random.normal() * spread);

/** Every day of the stay that a season's test picks, once a year with `chance`, up to `most` orders around it. */
function seasonal(
  random: Random,
  stay: Stay,
  seasons: readonly (readonly [month: number, from: number, length: number])[],
  chance: number,
  most: number,
): number[] {
  const days: number[] = [];
  for (let day = Math.floor(stay.joined); day < stay.until; day++) {
    const { month, dayOfMonth } = calendarOf(stay.firstDay + day);
    for (const [inMonth, from, length] of seasons) {
      if (
        month !== inMonth ||
        dayOfMonth !== from ||
        !random.chance(Math.min(0.98, chance * stay.pace))
      )
        continue;
      const orders = random.whole(1, most);
      for (let i = 0; i < orders; i++) days.push(day + random.whole(0, length));
    }
  }
  return days.filter((day) => day < stay.until).sort((a, b) => a - b);
}

export const HABITS: readonly Habit[] = [
  {
    name: "regular",
    share: 22,
    days: (random, stay) => coming(random, stay, ownGap(random, 42, 0.45), 3, 0.025),
  },
  {
    name: "occasional",
    share: 25,
    days: (random, stay) => coming(random, stay, ownGap(random, 130, 0.5), 1, 0.1),
  },
  { name: "once", share: 23, days: (_, stay) => [Math.floor(stay.joined)] },
  {
    name: "gifts",
    share: 10,
    days: (random, stay) => seasonal(random, stay, [[11, 12, 34]], 0.8, 3),
  },
  {
    name: "bargains",
    share: 8,
    days: (random, stay) =>
      seasonal(
        random,
        stay,
        [
          [1, 8, 9],
          [6, 15, 10],
          [8, 25, 8],
          [11, 22, 9],
        ],
        0.5,
        2,
      ),
  },
  {
    name: "lapsed",
    share: 6,
    days: (random, stay) => {
      const lost = Math.min(stay.until - 180, stay.joined + random.whole(60, 420));
      return coming(random, { ...stay, until: lost }, ownGap(random, 28, 0.3), 3, 0.01);
    },
  },
  {
    name: "wholesale",
    share: 1.5,
    days: (random, stay) => coming(random, stay, ownGap(random, 32, 0.2), 6, 0.01),
  },
  { name: "never", share: 4.5, days: () => [] },
];
