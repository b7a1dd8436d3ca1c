import { COUNT, type Attribute, type Source } from "../filters/filter.ts";
import { textOf } from "./purchases/asked.ts";
import type { Parameter } from "../query.ts";
import { rangeOf, type Clock } from "../spans.ts";

/** Attributes behind `regulars.` that ask for past and present memberships. */
export const historyAttributes: Readonly<Record<string, Attribute>> = {};

const SEGMENT = {
  segment: { type: "segment", label: "Segment", operators: ["="], isRequired: true },
} as const;

const TIMES = ["=", "<", "<=", ">", ">=", "BETWEEN"] as const;

/** What a stay in a segment at some moment of a time is asked by; null if no time is named, or none is left of it. */
export function stayAsked(
  parameters: readonly Parameter[],
  clock: Clock,
): { segment: string; time: { from: number; until: number } } | null {
  const segment = textOf(parameters, "segment");
  const date = parameters.find(({ name }) => name === "date");
  if (segment === null || !date || (date.kind !== "compare" && date.kind !== "between"))
    return null;
  const time = rangeOf(date, { type: "date" }, clock);
  return time.from < time.until ? { segment, time } : null;
}

/**
 * Functions behind `regulars.` that ask for past and present memberships. A query that names a segment, in whichever
 * of them, depends on it (app/segments/membership/dependence.ts).
 */
export const historySources: Readonly<Record<string, Source>> = {
  "regulars.in_segment": {
    label: "In segment",
    parameters: { ...SEGMENT, since: { type: "date", label: "Since" } },
    events: ({ history }) =>
      history.stays
        .filter(({ until }) => until === null)
        .map(({ segment, since }) => ({ segment, since })),
  },
  /** At some moment of that time. */
  "regulars.was_in_segment": {
    label: "Was in segment",
    parameters: {
      ...SEGMENT,
      date: { type: "date", label: "Date", operators: TIMES, isRequired: true },
    },
    holds: ({ history }, parameters, clock) => {
      const asked = stayAsked(parameters, clock);
      return (
        asked !== null &&
        history.stays.some(
          ({ segment, since, until }) =>
            segment === asked.segment &&
            since < asked.time.until &&
            (until === null || until > asked.time.from),
        )
      );
    },
    describe: ({ history }) => history.stays.map(({ segment }) => segment).join(", "),
  },
  "regulars.entered_segment": {
    label: "Entered segment",
    parameters: { ...SEGMENT, date: { type: "date", label: "Date" }, count: COUNT },
    events: ({ history }) => history.stays.map(({ segment, since }) => ({ segment, date: since })),
  },
  "regulars.left_segment": {
    label: "Left segment",
    parameters: { ...SEGMENT, date: { type: "date", label: "Date" }, count: COUNT },
    events: ({ history }) =>
      history.stays.flatMap(({ segment, until }) =>
        until === null ? [] : [{ segment, date: until }],
      ),
  },
};
