import { FIRST_NAMES, LAST_NAMES } from "../names.ts";
import { randomOf, weighted } from "../random.ts";
import type { CustomerRow } from "../shop-rows.ts";
import { KINDS } from "./goods.ts";
import { HABITS, type Habit } from "./habits.ts";

/** One customer, found again from the seed and a number at any time: nothing is kept in memory. */
export interface Person {
  habit: Habit;
  countryCode: string;
  /** Two kinds that this person mostly buys. */
  likes: readonly [kind: number, kind: number];
  /** Seeds the goods bought again and again. */
  staple: number;
}

const PLACES: readonly (readonly [
  country: string,
  share: number,
  locale: string,
  cities: readonly string[],
])[] = [
  ["DE", 50, "de", ["Berlin", "Hamburg", "Köln", "Leipzig", "München"]],
  ["AT", 9, "de", ["Wien", "Graz", "Linz"]],
  ["FR", 8, "fr", ["Lyon", "Paris", "Nantes"]],
  ["NL", 7, "nl", ["Utrecht", "Rotterdam"]],
  ["GB", 6, "en", ["Leeds", "Bristol", "London"]],
  ["CH", 5, "de", ["Zürich", "Basel"]],
  ["IT", 4, "it", ["Torino", "Bologna"]],
  ["ES", 4, "es", ["Valencia", "Bilbao"]],
  ["US", 4, "en", ["Portland", "Austin"]],
  ["PL", 2, "pl", ["Gdańsk"]],
  ["SE", 1, "sv", ["Malmö"]],
];
/** The shop's own country takes the first place's share. */
const drawPlace = weighted(PLACES.map(([, share]) => share));
const drawHabit = weighted(HABITS.map(({ share }) => share));
const drawKind = weighted(KINDS.map(({ share }) => share));

export function personOf(seed: number, who: number, homeCountry: string): Person {
  const random = randomOf(seed, 1, who);
  const habit = HABITS[drawHabit(random)];
  const place = PLACES[drawPlace(random)];
  if (!habit || !place) throw new Error("the shares do not add up");
  return {
    habit,
    countryCode: place[0] === "DE" ? homeCountry : place[0],
    likes: [drawKind(random), drawKind(random)],
    staple: random.whole(0, 0x7fff_ffff),
  };
}

export function customerRow(
  options: { seed: number; who: number; id: number; createdAt: number; orders: number },
  person: Person,
): CustomerRow {
  const random = randomOf(options.seed, 3, options.who);
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const place = PLACES.find(([country]) => country === person.countryCode) ?? PLACES[0];
  const consent = random.next();
  const account = random.next();
  const tags: string[] = [];
  if (person.habit.name === "wholesale") tags.push("wholesale");
  if (options.orders >= 8 && random.chance(0.35)) tags.push("VIP");
  if (random.chance(0.18)) tags.push("newsletter");
  if (random.chance(0.004)) tags.push("staff");
  return {
    id: options.id,
    firstName,
    lastName,
    email: emailOf(firstName, lastName, options.who),
    locale: place?.[2] ?? "en",
    state:
      account < 0.38
        ? "ENABLED"
        : account < 0.42
          ? "INVITED"
          : account < 0.425
            ? "DECLINED"
            : "DISABLED",
    emailMarketingState:
      consent < 0.52
        ? "SUBSCRIBED"
        : consent < 0.6
          ? "UNSUBSCRIBED"
          : consent < 0.61
            ? "PENDING"
            : "NOT_SUBSCRIBED",
    tags,
    createdAt: options.createdAt,
    countryCode: person.countryCode,
    city: place ? random.pick(place[3]) : "",
  };
}

const emailOf = (firstName: string, lastName: string, who: number): string =>
  `${firstName}.${lastName}.${who + 1}@example.com`.toLowerCase();
