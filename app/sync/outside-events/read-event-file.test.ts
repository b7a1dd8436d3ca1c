import { expect, test } from "vitest";
import { readEventFile } from "./read-event-file.ts";

const read = (...lines: string[]) => readEventFile(lines.join("\n"), "Europe/Berlin");

test("columns stand in any order, and a day begins in the shop's zone", () => {
  expect(
    read(
      "name,customer_id,at,event_id,value",
      "nps,7,2026-03-10,a-1,9.5",
      'nps,"8",2026-03-10T00:30:00Z,a-2,',
    ),
  ).toEqual({
    ...{ kind: "events", refused: 0, refusedRows: [] },
    events: [
      {
        ...{ eventId: "a-1", customerId: 7, name: "nps", answer: null },
        ...{ happenedAt: Date.parse("2026-03-09T23:00:00Z"), valueMillionth: 9_500_000 },
      },
      {
        ...{ eventId: "a-2", customerId: 8, name: "nps", answer: null },
        ...{ happenedAt: Date.parse("2026-03-10T00:30:00Z"), valueMillionth: null },
      },
    ],
  });
});

test("a row that is no event is named by its line, and the others are taken", () => {
  const header = "event_id,customer_id,name,at,value,answer";
  const file = read(
    header,
    "a,1,nps,2026-03-10,9,yes",
    ",1,nps,2026-03-10,9,",
    "b,x,nps,2026-03-10,9,",
    'c,1,"two\nlines",2026-03-10,9,',
    "d,1,nps,2026-02-30,9,",
    "",
    "e,1,nps,2026-03-10,1e9,",
    `f,1,nps,2026-03-10,9,${"x".repeat(61)}`,
    "g,1,nps",
    "h,gid://shopify/Customer/12,email.opened,2026-03-10,-0.000001,no",
  );
  expect(file).toMatchObject({
    refused: 7,
    refusedRows: [
      { line: 3, reason: expect.stringContaining("event_id") as string },
      { line: 4, reason: expect.stringContaining("customer_id") as string },
      { line: 6, reason: expect.stringContaining("control") as string },
      { line: 7, reason: expect.stringContaining("at is") as string },
      { line: 9, reason: expect.stringContaining("value") as string },
      { line: 10, reason: expect.stringContaining("answer") as string },
      { line: 11, reason: expect.stringContaining("at is") as string },
    ],
    events: [
      { eventId: "a", valueMillionth: 9_000_000, answer: "yes" },
      { eventId: "h", customerId: 12, valueMillionth: -1 },
    ],
  });
});

test("an event that stands in a file twice is one event, with its last words", () => {
  const file = read("event_id,customer_id,name,at", "a,1,nps,2026-03-10", "a,2,nps,2026-03-11");
  expect(file).toMatchObject({ events: [{ eventId: "a", customerId: 2 }] });
});

test("a file without its columns, that is no CSV, or is too long is refused as a whole", () => {
  expect(read("event_id,name", "a,b")).toEqual({
    ...{ kind: "refused", line: 1, reason: "the header lacks customer_id, at" },
  });
  expect(read("event_id,customer_id,name,at", 'a,"1,nps,2026')).toMatchObject({
    kind: "refused",
    line: 2,
  });
  expect(readEventFile("", "UTC")).toMatchObject({ kind: "refused", line: 1 });
  const rows = Array.from({ length: 20_001 }, (_, at) => `${at},1,nps,2026-03-10`);
  expect(read("event_id,customer_id,name,at", ...rows)).toMatchObject({
    ...{ kind: "refused", line: 20_002 },
  });
});
