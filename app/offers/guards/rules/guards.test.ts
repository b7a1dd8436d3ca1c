import { describe, expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import type { Outcome } from "../../forecast/forecast.ts";
import type { LiveDiscount } from "../../live-discounts/live-discount.ts";
import { USUAL_SETTINGS } from "../../settings/settings.ts";
import { plainTerms, type CombinesWith, type Items, type Reduction } from "../../terms.ts";
import { inTheWay, type Finding } from "../finding.ts";
import { wordsOf } from "../finding-words.ts";
import type { Guarded } from "./guarded.ts";
import { guard } from "./guards.ts";

const NOW = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;
const ALL: Items = { kind: "all" };
const MUGS: Items = { kind: "products", productIds: [1] };
const tenOff: Reduction = { kind: "percentage", basisPoints: 1_000, items: ALL };
const outcome: Outcome = {
  ...{ orders: 0, costMinor: 0, between: null, revenueMinor: 0, lowestMargin: null },
};

/** An offer that nothing speaks against. */
const SOUND: Guarded = {
  offer: {
    ...{
      segmentId: 1,
      title: "Ten off",
      terms: plainTerms(tenOff),
      method: "automatic",
      code: null,
    },
    ...{ startsAt: NOW, endsAt: NOW + 14 * DAY, holdoutBasisPoints: 1_000, quietDays: 14 },
  },
  now: NOW,
  settings: { ...USUAL_SETTINGS, marginFloorBasisPoints: 1_000 },
  segment: {
    ...{ segmentId: 1, name: "Some", members: 5_000, templateKey: null, objective: null },
    maySetPrices: true,
  },
  catalogue: { pieces: 3, withCost: 3, alone: { margin: 4_000, product: "Mug" }, stacked: null },
  forecast: {
    ...{ days: 90, orders: 0, paidMinor: 0, members: { kind: "as-kept" }, liveMinor: 0 },
    ...{ alone: outcome, stacked: outcome, live: { reckoned: 0, unknown: [] } },
    ...{ units: { all: 0, withCost: 0 }, weeks: [] },
  },
  ...{ live: [], segmentsInShop: 3, overlaps: [], better: [], savingMinor: 500 },
  ...{ paidInFull: { members: 0, days: 14 }, sizing: null },
};

const found = (changes: Partial<Guarded>) => guard({ ...SOUND, ...changes });
const said = (changes: Partial<Guarded>) =>
  found(changes).map(({ code, level }) => `${level} ${code}`);
const offer = (changes: Partial<Guarded["offer"]>) => ({ offer: { ...SOUND.offer, ...changes } });
const segment = (changes: Partial<Guarded["segment"]>) => ({
  segment: { ...SOUND.segment, ...changes },
});
const live = (changes: Partial<LiveDiscount> = {}): LiveDiscount => ({
  ...{ id: 7, title: "Summer", method: "automatic", code: null, isOurs: false },
  ...{
    terms: plainTerms(tenOff),
    hasContext: false,
    startsAt: NOW - DAY,
    endsAt: null,
    ...changes,
  },
});
const combining = (reduction: Reduction, combinesWith: Partial<CombinesWith>) => ({
  ...plainTerms(reduction),
  combinesWith: { product: false, order: false, shipping: false, ...combinesWith },
});

test("of a sound offer there is nothing to say", () => {
  expect(found({})).toEqual([]);
});

describe("margins", () => {
  const catalogue = (changes: object) => ({
    catalogue: { pieces: 3, withCost: 3, alone: null, stacked: null, ...changes },
  });

  test("below the floor they stop it, and what members bought at other prices is to be confirmed", () => {
    expect(said(catalogue({ alone: { margin: 999, product: "Mug" } }))).toEqual([
      "stop margin-below-floor",
    ]);
    const lowestMargin = { basisPoints: -200, productId: 1, title: "Pot", orderId: 2 };
    const forecast = { ...SOUND.forecast, alone: { ...outcome, lowestMargin } };
    expect(found({ forecast })[0]).toMatchObject({
      ...{ code: "past-below-floor", level: "confirm" },
      values: { margin: -200, product: "Pot", floor: 1_000 },
    });
    expect(said({ forecast, ...catalogue({ alone: { margin: 1, product: "Mug" } }) })).toEqual([
      "stop margin-below-floor",
    ]);
    expect(said(catalogue({ alone: { margin: 1_000, product: "Mug" } }))).toEqual([]);
  });

  test("what is got for nothing is judged with what is bought for it", () => {
    const lowestMargin = { basisPoints: -10_000, productId: 1, title: "Pot", orderId: 2 };
    const forecast = { ...SOUND.forecast, alone: { ...outcome, lowestMargin } };
    const reduction: Reduction = {
      ...{ kind: "buy-x-get-y", buys: { quantity: 2, items: MUGS }, usesPerOrder: null },
      gets: { quantity: 1, items: MUGS, basisPoints: 10_000 },
    };
    expect(said({ forecast, ...offer({ terms: plainTerms(reduction) }) })).toEqual([]);
  });

  test("below the floor with others alone, they are to be confirmed", () => {
    const stacked = { margin: 200, product: "Mug", titles: ["Summer"] };
    expect(said(catalogue({ alone: { margin: 2_000, product: "Mug" }, stacked }))).toEqual([
      "confirm stack-below-floor",
    ]);
    expect(said(catalogue({ alone: { margin: 100, product: "Mug" }, stacked }))).toEqual([
      "stop margin-below-floor",
    ]);
  });

  test("of unknown costs it is said so", () => {
    expect(said(catalogue({ withCost: 1 }))).toEqual(["advice margin-unknown"]);
    expect(said({ catalogue: null })).toEqual([]);
  });
});

describe("live discounts", () => {
  const ours = (combinesWith: Partial<CombinesWith>) =>
    offer({ terms: combining(tenOff, combinesWith) });

  test("both must accept the other's class; what one of them alone accepts does not combine", () => {
    const theirs = (reduction: Reduction, accepts: Partial<CombinesWith>) => [
      live({ terms: combining(reduction, accepts) }),
    ];
    expect(said({ ...ours({ order: true }), live: theirs(tenOff, { order: true }) })).toEqual([
      "confirm stacks",
    ]);
    expect(found({ ...ours({ order: true }), live: theirs(tenOff, {}) })).toMatchObject([
      { code: "one-sided", level: "advice", values: { theyRefuse: ["Summer"], weRefuse: [] } },
    ]);
    const onMugs: Reduction = { kind: "percentage", basisPoints: 500, items: MUGS };
    expect(found({ ...ours({}), live: theirs(onMugs, { order: true }) })).toMatchObject([
      { code: "one-sided", values: { theyRefuse: [], weRefuse: ["Summer"] } },
    ]);
    expect(said({ ...ours({ shipping: true }), live: theirs(onMugs, {}) })).toEqual([
      "advice excludes",
    ]);
  });

  test("free shipping beside money off is no stack to confirm", () => {
    const terms = combining({ kind: "free-shipping", upToMinor: null }, { order: true });
    expect(said({ ...ours({ shipping: true }), live: [live({ terms })] })).toEqual([]);
  });

  test("those that are over before it begins, or begin after it, do not count", () => {
    const terms = combining(tenOff, { order: true });
    const past = live({ terms, endsAt: NOW });
    const later = live({ terms, startsAt: NOW + 14 * DAY });
    expect(said({ ...ours({ order: true }), live: [past, later] })).toEqual([]);
  });

  test("one whose rule is not ours to read is named", () => {
    expect(said({ live: [live({ terms: null })] })).toEqual(["advice not-reckoned"]);
  });

  test("a name or a code that Shopify has already stops it", () => {
    expect(said({ live: [live({ title: "ten OFF", terms: null })] })).toContain("stop title-taken");
    const code = offer({
      method: "code",
      code: "TEN",
      terms: { ...plainTerms(tenOff), oncePerCustomer: true },
    });
    expect(said({ ...code, live: [live({ method: "code", code: "ten", terms: null })] })).toContain(
      "stop code-taken",
    );
    expect(said({ ...code, live: [live({ title: "Ten off", terms: null })] })).not.toContain(
      "stop title-taken",
    );
  });
});

describe("Shopify's caps", () => {
  const many = (count: number, changes: Partial<LiveDiscount> = {}) => ({
    live: Array.from({ length: count }, (_, id) =>
      live({ id, title: `D${id}`, terms: null, ...changes }),
    ),
  });

  test("are met before Shopify refuses: automatic discounts that run now, and segments", () => {
    expect(said(many(25))).toContain("stop automatic-full");
    expect(said(many(24))).toContain("advice automatic-nearly-full");
    expect(said(many(21))).toEqual(["advice not-reckoned"]);
    expect(said(many(25, { startsAt: NOW + DAY }))).not.toContain("stop automatic-full");
    expect(said(many(25, { method: "code" }))).not.toContain("stop automatic-full");
    expect(said({ segmentsInShop: 6_000 })).toEqual(["stop segments-full"]);
  });

  test("a code must last for all who are promised it", () => {
    const code = (terms: object) =>
      offer({ method: "code", code: "TEN", terms: { ...plainTerms(tenOff), ...terms } });
    expect(said(code({}))).toEqual(["advice code-without-limit"]);
    expect(said(code({ oncePerCustomer: true }))).toEqual([]);
    expect(said(code({ usageLimit: 4_999 }))).toEqual(["confirm uses-run-out"]);
    expect(said(code({ usageLimit: 5_000 }))).toEqual([]);
  });

  test("what has no end, or a late one, becomes the price", () => {
    expect(said(offer({ endsAt: null }))).toEqual(["advice no-end"]);
    expect(said(offer({ endsAt: NOW + 91 * DAY }))).toEqual(["advice long"]);
    expect(said(offer({ endsAt: NOW + 90 * DAY }))).toEqual([]);
  });
});

describe("the segment", () => {
  test("on a ground that nobody has answered for stops it", () => {
    expect(said(segment({ maySetPrices: false }))).toEqual(["stop ground-not-acknowledged"]);
  });

  test("without members, or with few, is said", () => {
    expect(said(segment({ members: 0 }))).toEqual(["confirm nobody-in-it"]);
    expect(said(segment({ members: 9 }))).toEqual(["advice few-in-it"]);
    expect(said(segment({ members: null }))).toEqual([]);
  });

  test("of regulars wants access, not discounts; of who should be left alone nothing", () => {
    expect(said(segment({ templateKey: "champions" }))).toEqual(["advice access-not-discount"]);
    expect(said(segment({ objective: "reward" }))).toEqual(["advice access-not-discount"]);
    expect(said(segment({ objective: "win-back" }))).toEqual([]);
    expect(said(segment({ templateKey: "do-not-push" }))).toEqual(["confirm not-for-offers"]);
    const shipping = plainTerms({ kind: "free-shipping", upToMinor: null });
    expect(
      said({ ...segment({ templateKey: "champions" }), ...offer({ terms: shipping }) }),
    ).toEqual([]);
  });

  test("shares members with other offers", () => {
    expect(said({ overlaps: [{ title: "Other", members: 3 }] })).toEqual(["advice overlaps"]);
  });
});

describe("who is loyal", () => {
  const champions = {
    ...{ whom: "Champions", customers: 100, served: 49, theirsMinor: 0 },
    ...{ netMinor: 90_000, membersNetMinor: 8_000 },
  };

  test("has something as good, or the merchant confirms that they have not", () => {
    expect(said({ better: [champions] })).toEqual(["confirm better-for-strangers"]);
    expect(said({ better: [{ ...champions, served: 50 }] })).toEqual([]);
    expect(said({ better: [{ ...champions, customers: 0, served: 0 }] })).toEqual([]);
  });

  test("is not compared with members who spend as much", () => {
    expect(said({ better: [{ ...champions, membersNetMinor: 90_000 }] })).toEqual([]);
  });
});

describe("who has just paid in full", () => {
  const paidInFull = { members: 12, days: 14 };

  test("gets it later; without quiet days the merchant says that they mean it", () => {
    expect(said({ paidInFull })).toEqual(["advice quiet"]);
    expect(said({ paidInFull, ...offer({ quietDays: 0 }) })).toEqual(["confirm quiet-off"]);
  });
});

describe("a holdout", () => {
  const sizing = {
    ...{ members: 1_200, days: 14, baseRate: 0.2, holdoutBasisPoints: 1_000, lift: 0.6 },
    ...{ suggested: 5_000, suggestedLift: 0.34 },
  };

  test("that another share would beat is said, the suggested one is not", () => {
    expect(said({ sizing })).toEqual(["advice holdout"]);
    expect(said({ sizing: { ...sizing, suggested: 1_000 } })).toEqual([]);
    const none = { ...sizing, suggested: null, suggestedLift: null, lift: null };
    expect(said({ sizing: none })).toEqual(["advice holdout"]);
    expect(said({ sizing: none, ...offer({ holdoutBasisPoints: 0 }) })).toEqual([]);
    expect(said({ sizing: { ...none, baseRate: null } })).toEqual([]);
  });
});

describe("what is found", () => {
  const findings = found({
    ...segment({ members: 0, templateKey: "champions" }),
    catalogue: { pieces: 1, withCost: 1, alone: { margin: -450, product: "Mug" }, stacked: null },
  });

  test("comes with what weighs most first", () => {
    expect(findings.map(({ level }) => level)).toEqual(["stop", "confirm", "advice"]);
  });

  test("is in the way unless it is advice, or has been confirmed; a stop cannot be confirmed", () => {
    const codes = (confirmed: string[]) => inTheWay(findings, confirmed).map(({ code }) => code);
    expect(codes([])).toEqual(["margin-below-floor", "nobody-in-it"]);
    expect(codes(["nobody-in-it", "margin-below-floor"])).toEqual(["margin-below-floor"]);
  });

  test("is said in plain words with what to do next", () => {
    const format = formatFor({ locale: "en", timeZone: "UTC", currency: "EUR" });
    const say = (one: Finding | undefined) => (one ? wordsOf(one, format).message : "");
    expect(say(findings[0])).toBe(
      "It would leave a loss of 4.5% of what is paid for Mug, below the 10% that you want.",
    );
    const names = ["A", "B", "C", "D", "E"].map((title, id) => live({ id, title, terms: null }));
    expect(say(found({ live: names })[0])).toBe(
      "What “A”, “B”, “C” and 2 more would take off together with it cannot be reckoned.",
    );
  });
});
