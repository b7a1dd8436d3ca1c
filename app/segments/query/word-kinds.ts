import * as terms from "./generated/terms.ts";

const KEYWORDS = new Map<string, number>([
  ["AND", terms.AND],
  ["OR", terms.OR],
  ["NOT", terms.NOT],
  ["BETWEEN", terms.BETWEEN],
  ["CONTAINS", terms.CONTAINS],
  ["IS", terms.IS],
  ["NULL", terms.NULL],
  ["IN", terms.IN],
  ["MATCHES", terms.MATCHES],
  ["NOT_MATCHES", terms.NOT_MATCHES],
]);

const NONE = -1;

/** As the parser asks: it hands over its stack too. */
type Kind = (word: string, stack?: unknown) => number;

/** Keywords in any letter case; `true`, `false`, `today` and `yesterday` only as documented. */
export const wordKind: Kind = (word) => {
  if (word === "true" || word === "false") return terms.Boolean;
  if (word === "today" || word === "yesterday") return terms.NamedDay;
  return KEYWORDS.get(word.toUpperCase()) ?? NONE;
};

/** What a word that begins like a number is; whether the day exists is asked later. */
export const literalKind: Kind = (word) => {
  if (/^-?\d+(\.\d+)?$/.test(word)) return terms.Number;
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return terms.Date;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(word)) return terms.DateTime;
  if (/^[+-]\d+[dwmy]$/.test(word)) return terms.Offset;
  if (/^(7|30|90)_days_ago$|^12_months_ago$/.test(word)) return terms.NamedDate;
  return NONE;
};
