import { stringify } from "csv-stringify/sync";
import { dayCounter, plainDate } from "#app/platform/calendar.ts";
import { decimalText } from "#app/platform/money.ts";

/** A member as a row of the file is made of. */
export interface ExportedMember {
  customerId: number;
  since: number;
  orders: number;
  netMinor: number;
  firstOrderDay: number | null;
  lastOrderDay: number | null;
  rfmGroup: string | null;
  /** Joined already, in the order of their letters. */
  countries: string | null;
  tags: string | null;
}

/** Programs read them by name and by place: new ones are added at the end, none is renamed. */
export const MEMBER_COLUMNS = [
  "customer_id",
  "member_since",
  "orders",
  "net_spent",
  "currency",
  "first_order",
  "last_order",
  "rfm_group",
  "countries",
  "tags",
] as const;

interface Form {
  timeZone: string;
  currency: string;
}

/**
 * Members as lines of CSV (RFC 4180), days as YYYY-MM-DD in the shop's zone, money as a decimal of its currency. A text
 * that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
 */
export function memberLines({ timeZone, currency }: Form) {
  const dayOfMoment = dayCounter(timeZone);
  const names = new Map<number, string>();
  const nameOf = (day: number | null) => {
    if (day === null) return "";
    const known = names.get(day) ?? plainDate(day).toString();
    names.set(day, known);
    return known;
  };

  return (members: readonly ExportedMember[]): string =>
    stringify(
      members.map((member) => [
        member.customerId,
        nameOf(dayOfMoment(member.since)),
        member.orders,
        member.netMinor,
        currency,
        nameOf(member.firstOrderDay),
        nameOf(member.lastOrderDay),
        member.rfmGroup ?? "",
        member.countries ?? "",
        member.tags ?? "",
      ]),
      {
        record_delimiter: "windows",
        escape_formulas: true,
        quoted_match: /[\r\n]/, // alone, too: not every reader takes only the pair for a line
        cast: {
          number: (value, { index }) =>
            MEMBER_COLUMNS[index] === "net_spent" ? decimalText(value, currency) : String(value),
        },
      },
    );
}

/** The first line. */
export const memberHeader = (): string => `${MEMBER_COLUMNS.join(",")}\r\n`;
