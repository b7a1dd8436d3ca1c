import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MEMBER_COLUMNS, memberHeader, memberLines, type ExportedMember } from "./members-csv.ts";

const berlin = { timeZone: "Europe/Berlin", currency: "EUR" };
const member: ExportedMember = {
  customerId: 7_000_000_000_001,
  since: Date.parse("2026-03-09T23:30:00Z"),
  orders: 3,
  netMinor: -1050,
  firstOrderDay: 20_000,
  lastOrderDay: null,
  rfmGroup: "CHAMPIONS",
  countries: "AT, DE",
  tags: "vip",
};

test("a line has the columns of the header, days of the shop and money as a decimal", () => {
  expect(memberHeader() + memberLines(berlin)([member])).toBe(
    `${MEMBER_COLUMNS.join(",")}\r\n` +
      '7000000000001,2026-03-10,3,-10.50,EUR,2024-10-04,,CHAMPIONS,"AT, DE",vip\r\n',
  );
});

test("a currency without decimals has none", () => {
  const [line] = memberLines({ timeZone: "Asia/Tokyo", currency: "JPY" })([member]).split("\r\n");
  expect(line?.split(",")[3]).toBe("-1050");
});

test("no tag begins a formula, and every other text comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom("=1+1", "+x", "-2", "@sum", "\tx", "\rx"), fc.string()),
      (tags) => {
        const [row] = parse(memberLines(berlin)([{ ...member, tags }]));
        const read = row?.[9] ?? "";
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
        expect([tags, `'${tags}`]).toContain(read);
      },
    ),
  );
});
