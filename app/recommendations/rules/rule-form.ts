import { RULE_KINDS, RULE_SUBJECTS, type Rule } from "./rules.ts";

export type ReadRule =
  | { kind: "rule"; rule: Omit<Rule, "ruleId"> }
  | { kind: "wrong"; field: "kind" | "subject" | "value" };

interface Form {
  kind: string;
  subject: string;
  value: string;
  /** An amount of money in minor units, or null. */
  readMoney: (text: string) => number | null;
}

/** What a merchant filled in, as a rule. A margin is in per cent, with a dot or a comma. */
export function readRule({ kind, subject, value, readMoney }: Form): ReadRule {
  const ofKind = RULE_KINDS.find((one) => one === kind);
  if (!ofKind) return { kind: "wrong", field: "kind" };
  const text = value.trim();
  if (ofKind === "price-floor" || ofKind === "margin-floor") {
    const amount = ofKind === "price-floor" ? readMoney(text) : marginOf(text);
    if (amount === null || amount < 0) return { kind: "wrong", field: "value" };
    return { kind: "rule", rule: { kind: ofKind, subject: "", value: "", amount } };
  }
  const ofSubject = RULE_SUBJECTS.find((one) => one === subject);
  if (!ofSubject) return { kind: "wrong", field: "subject" };
  if (text === "" || text.length > 255) return { kind: "wrong", field: "value" };
  return { kind: "rule", rule: { kind: ofKind, subject: ofSubject, value: text, amount: null } };
}

function marginOf(text: string): number | null {
  const match = /^(\d{1,2}(?:[.,]\d{1,2})?|100)\s*%?$/.exec(text);
  return match ? Math.round(100 * Number((match[1] ?? "").replace(",", "."))) : null;
}
