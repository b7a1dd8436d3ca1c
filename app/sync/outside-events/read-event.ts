import { Temporal } from "temporal-polyfill";
import type { OutsideEvent } from "#app/purchases/outside-event.ts";

/** The columns of a file of events; the last two may be missing. */
export const EVENT_COLUMNS = ["event_id", "customer_id", "name", "at", "value", "answer"] as const;
export type EventColumn = (typeof EVENT_COLUMNS)[number];
export const NEEDED_COLUMNS = EVENT_COLUMNS.slice(0, 4);

export type ReadEvent =
  { kind: "event"; event: OutsideEvent } | { kind: "refused"; reason: string };

const LONGEST = { eventId: 100, name: 50, answer: 60 } as const;

const CONTROL = /\p{Cc}/u;

/** A row of a file as an event, or what is wrong with it. A day without a time begins in the shop's zone. */
export function readEvent(row: Record<EventColumn, string>, timeZone: string): ReadEvent {
  const refused = (reason: string): ReadEvent => ({ kind: "refused", reason });
  if (Object.values(row).some((text) => CONTROL.test(text))) {
    return refused("there is a control character in it");
  }
  const eventId = row.event_id.trim();
  if (eventId === "" || eventId.length > LONGEST.eventId) {
    return refused(`event_id has 1 to ${LONGEST.eventId} characters`);
  }
  const [, digits = ""] = /^(?:gid:\/\/shopify\/Customer\/)?(\d{1,16})$/.exec(row.customer_id.trim()) ?? []; // prettier-ignore
  const customerId = Number(digits);
  if (customerId === 0 || !Number.isSafeInteger(customerId)) {
    return refused("customer_id is Shopify's id of a customer, a whole number");
  }
  const name = row.name.trim();
  if (!/^[a-z][a-z0-9_.-]*$/.test(name) || name.length > LONGEST.name) {
    return refused("name is small letters, digits, dots and dashes, such as nps or email.opened");
  }
  const happenedAt = momentOf(row.at.trim(), timeZone);
  if (happenedAt === null) return refused("at is a day or a moment: 2026-03-10T09:30:00Z");
  const valueMillionth = millionths(row.value.trim());
  if (valueMillionth === undefined) {
    return refused("value is a number below a billion with six decimals at most");
  }
  const answer = row.answer.trim();
  if (answer.length > LONGEST.answer) {
    return refused(`answer has ${LONGEST.answer} characters at most: a choice, not a sentence`);
  }
  return {
    kind: "event",
    event: { eventId, customerId, name, happenedAt, valueMillionth, answer: answer || null },
  };
}

function momentOf(text: string, timeZone: string): number | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      return Temporal.PlainDate.from(text).toZonedDateTime(timeZone).epochMilliseconds;
    }
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Exact: digits, never a float. Undefined if it is no such number. */
function millionths(text: string): number | null | undefined {
  if (text === "") return null;
  const [, sign = "", whole = "", decimals = ""] =
    /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (whole === "") return undefined;
  const magnitude = Number(whole + decimals.padEnd(6, "0"));
  return sign && magnitude ? -magnitude : magnitude;
}
