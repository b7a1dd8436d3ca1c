import { clausesOf, type Clause } from "#app/segments/query/query.ts";
import type { Finding, Lint, Linted } from "./lint.ts";

/** What a customer is or where, not what they do. */
const DEMOGRAPHIC =
  /^(customer_(countries|regions|cities|language|email_domain|within_distance|added_date)|created_by_app_id|companies|(customer\.)?metafields\..*|anniversary)$/;

const subjectOf = (clause: Clause): string =>
  clause.kind === "events" ? clause.source : clause.attribute;

export const onlyDemographic: Lint = ({ query }) =>
  clausesOf(query).every((clause) => DEMOGRAPHIC.test(subjectOf(clause)))
    ? [
        {
          code: "only-demographic",
          message: "It asks who or where a customer is, and nothing of what they do.",
          advice:
            "What people bought foretells better what they will buy: add a condition on orders.",
        },
      ]
    : [];

/** Grounds on which prices may not differ, by the words that people name them with. */
const PROTECTED =
  /gender|\bsex\b|birth|\bage\b|anniversary|race|ethnic|national|relig|faith|disab|pregnan|marital|orientation|health|union|politic|veteran/i;
/** What stands in for such a ground, by where somebody lives or how they speak. */
const PROXY =
  /^customer_(language|countries|regions|cities|within_distance|email_domain)$|language|zip|postal|neighbou?rhood/;

/**
 * A price that depends on who somebody is: on a protected ground, or on what stands in for one. No legal advice; a
 * question that has to be answered before an offer uses the segment (docs/decisions/017-segments-shown.md).
 */
export const protectedGround = ({ query }: Pick<Linted, "query">): Finding[] => {
  const grounds = new Map<string, "protected" | "proxy">();
  for (const clause of clausesOf(query)) {
    const subject = subjectOf(clause);
    const said = [subject.replaceAll(/[._]/g, " "), ...textsOf(clause)];
    if (said.some((text) => PROTECTED.test(text))) grounds.set(subject, "protected");
    else if (PROXY.test(subject)) grounds.set(subject, "proxy");
  }
  return [...grounds].map(([subject, kind]): Finding => ({
    code: "protected-ground",
    message:
      kind === "protected"
        ? `It asks for ${subject}, a ground on which prices may not differ in many places.`
        : `It asks for ${subject}, which often stands in for origin or faith.`,
    advice:
      "Prices that depend on it need a reason that you can give. Say that you know before an offer uses it.",
    needsAcknowledgement: true,
  }));
};

/** What a merchant called things: a tag is often the name of a ground. */
const textsOf = (clause: Clause): string[] =>
  clause.kind === "contains" && clause.value.kind === "text" ? [clause.value.text] : [];
