import { codeKey } from "../../offer.ts";
import { standingOf, takeFromGoods, type Standing } from "./conflicts.ts";
import type { Guard, Guarded } from "./guarded.ts";

/** Live discounts that overlap in time with the offer, each with its terms. */
const beside = ({ offer, live }: Guarded) =>
  live.filter(
    ({ startsAt, endsAt }) =>
      (offer.endsAt === null || startsAt < offer.endsAt) &&
      (endsAt === null || endsAt > offer.startsAt),
  );

const reckoned = (guarded: Guarded) =>
  beside(guarded).flatMap(({ title, terms }) =>
    terms ? [{ title, terms, standing: standingOf(guarded.offer.terms, terms) }] : [],
  );

const titlesOf = (guarded: Guarded, standing: Standing) =>
  reckoned(guarded)
    .filter((one) => one.standing === standing)
    .map(({ title }) => title);

/** Money off on top of money off is what nobody meant to give; the merchant says that they do. */
export const stacks: Guard = (guarded) => {
  const titles = reckoned(guarded)
    .filter(
      ({ standing, terms }) => standing === "combine" && takeFromGoods(guarded.offer.terms, terms),
    )
    .map(({ title }) => title);
  return titles.length === 0 ? [] : [{ code: "stacks", level: "confirm", values: { titles } }];
};

export const oneSided: Guard = (guarded) => {
  const theyRefuse = titlesOf(guarded, "they-refuse");
  const weRefuse = titlesOf(guarded, "we-refuse");
  return theyRefuse.length + weRefuse.length === 0
    ? []
    : [{ code: "one-sided", level: "advice", values: { theyRefuse, weRefuse } }];
};

export const excludes: Guard = (guarded) => {
  const titles = titlesOf(guarded, "both-refuse");
  return titles.length === 0 ? [] : [{ code: "excludes", level: "advice", values: { titles } }];
};

export const notReckoned: Guard = (guarded) => {
  const titles = beside(guarded)
    .filter(({ terms }) => terms === null)
    .map(({ title }) => title);
  return titles.length === 0 ? [] : [{ code: "not-reckoned", level: "advice", values: { titles } }];
};

/** Automatic discounts are told apart by their titles alone: Shopify has each title once. */
export const titleTaken: Guard = ({ offer, live }) => {
  const taken = live.find(
    ({ method, title }) =>
      offer.method === "automatic" &&
      method === "automatic" &&
      codeKey(title) === codeKey(offer.title),
  );
  return taken ? [{ code: "title-taken", level: "stop", values: { title: taken.title } }] : [];
};

export const codeTaken: Guard = ({ offer, live }) => {
  const { code } = offer;
  if (code === null) return [];
  const taken = live.find((one) => one.code !== null && codeKey(one.code) === codeKey(code));
  return taken ? [{ code: "code-taken", level: "stop", values: { code, title: taken.title } }] : [];
};
