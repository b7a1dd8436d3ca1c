import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { OutsideEvent } from "#app/purchases/outside-event.ts";
import { EVENT_COLUMNS, NEEDED_COLUMNS, readEvent, type EventColumn } from "./read-event.ts";

/** More come in several files: what one request saves is one transaction. */
const MOST_EVENTS = 20_000;
/** Refused rows that are named; the rest are counted. */
const MOST_NAMED = 20;

export interface RefusedRow {
  line: number;
  reason: string;
}

export type EventFile =
  | { kind: "events"; events: OutsideEvent[]; refused: number; refusedRows: RefusedRow[] }
  /** Nothing of it can be read. */
  | { kind: "refused"; line: number; reason: string };

/** What `info` makes of the rows. */
const rowsWithLines = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * The events of a CSV file with a header, whose columns stand in any order. Rows that are no events are named by
 * their line, and the others are taken.
 */
export function readEventFile(text: string, timeZone: string): EventFile {
  let rows: z.infer<typeof rowsWithLines>;
  try {
    const read: unknown = parse(text, {
      ...{ bom: true, info: true, skip_empty_lines: true, relax_column_count: true },
      ...{ max_record_size: 10_000, to: MOST_EVENTS + 2 },
    });
    rows = rowsWithLines.parse(read);
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return { kind: "refused", line: Number(thrown.lines) || 1, reason: "is not CSV" };
  }
  const [header, ...body] = rows;
  const names = header?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = NEEDED_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return { kind: "refused", line: 1, reason: `the header lacks ${missing.join(", ")}` };
  }
  if (body.length > MOST_EVENTS) {
    const line = body[MOST_EVENTS]?.info.lines ?? 1;
    return { kind: "refused", line, reason: `more than ${MOST_EVENTS} events: send several files` };
  }

  const places = new Map(EVENT_COLUMNS.map((name) => [name, names.indexOf(name)]));
  const events = new Map<string, OutsideEvent>();
  const refusedRows: RefusedRow[] = [];
  for (const { record, info } of body) {
    const at = (name: EventColumn) => record[places.get(name) ?? -1] ?? "";
    const row = {
      ...{ event_id: at("event_id"), customer_id: at("customer_id"), name: at("name") },
      ...{ at: at("at"), value: at("value"), answer: at("answer") },
    };
    const read = readEvent(row, timeZone);
    if (read.kind === "event") events.set(read.event.eventId, read.event);
    else refusedRows.push({ line: info.lines, reason: read.reason });
  }
  return {
    kind: "events",
    events: [...events.values()],
    refused: refusedRows.length,
    refusedRows: refusedRows.slice(0, MOST_NAMED),
  };
}
