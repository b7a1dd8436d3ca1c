import type { Guard } from "./guarded.ts";

/** Of all apps and the merchant together. */
const AUTOMATIC_AT_ONCE = 25;
/** From here on the next few offers should be codes. */
const AUTOMATIC_NEARLY = 22;
/** An offer is carried by one segment of its own, so that the five that an automatic discount may have are never hit. */
const SEGMENTS_IN_SHOP = 6_000;

/** Shopify counts those that run now. */
export const automaticFull: Guard = ({ offer, live, now }) => {
  if (offer.method !== "automatic") return [];
  const running = live.filter(
    ({ method, startsAt, endsAt }) =>
      method === "automatic" && startsAt <= now && (endsAt === null || endsAt > now),
  ).length;
  const values = { running, limit: AUTOMATIC_AT_ONCE };
  if (running >= AUTOMATIC_AT_ONCE) return [{ code: "automatic-full", level: "stop", values }];
  return running >= AUTOMATIC_NEARLY
    ? [{ code: "automatic-nearly-full", level: "advice", values }]
    : [];
};

export const segmentsFull: Guard = ({ segmentsInShop }) =>
  segmentsInShop >= SEGMENTS_IN_SHOP
    ? [{ code: "segments-full", level: "stop", values: { limit: SEGMENTS_IN_SHOP } }]
    : [];

/** Who comes late is promised a code that the checkout refuses. */
export const usesRunOut: Guard = ({ offer, segment }) => {
  const { usageLimit } = offer.terms;
  const members = segment.members ?? 0;
  return offer.method === "code" && usageLimit !== null && usageLimit < members
    ? [{ code: "uses-run-out", level: "confirm", values: { usageLimit, members } }]
    : [];
};

export const codeWithoutLimit: Guard = ({ offer }) => {
  const { oncePerCustomer, usageLimit } = offer.terms;
  return offer.method === "code" && offer.code !== null && usageLimit === null && !oncePerCustomer
    ? [{ code: "code-without-limit", level: "advice", values: { code: offer.code } }]
    : [];
};

const DAY_MS = 86_400_000;
const LONG_DAYS = 90;

export const withoutEnd: Guard = ({ offer: { endsAt, startsAt } }) => {
  if (endsAt === null) return [{ code: "no-end", level: "advice", values: {} }];
  const days = Math.round((endsAt - startsAt) / DAY_MS);
  return days > LONG_DAYS ? [{ code: "long", level: "advice", values: { days } }] : [];
};
