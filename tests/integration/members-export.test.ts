import { parse } from "csv-parse/sync";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { exportMembers } from "#app/segments/export/export-members.server.ts";
import { segmentMembers } from "#app/segments/members.server.ts";
import { createSegment } from "#app/segments/segments.server.ts";
import { streamed } from "#app/ui/streamed.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const NOW = Date.parse("2026-03-10T09:00:00Z");
const MANY = 4_500;

async function largeSegment(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  await build.customer(1, { tags: ["=cmd|' /C calc'!A0", "VIP"], countries: ["DE", "AT"] });
  await sql`
    insert into customers (shop_id, customer_id, created_at, updated_at, number_of_orders, amount_spent_minor, account_status)
    with recursive numbers (n) as (select 2 union all select n + 1 from numbers where n < ${sql.lit(MANY)})
    select cast(${shopId} as integer), n, 0, 0, 0, 0, 'DISABLED' from numbers`.execute(db);
  const made = await createSegment(db, {
    ...{ shopId, name: "All", query: "number_of_orders >= 0", asOf: NOW },
  });
  if (made.kind !== "created") throw new Error(made.kind);
  return { db, key: { shopId, segmentId: made.segmentId } };
}

eachDatabase((engine) => {
  test("the file has every member once, in the order of the page, with lists in one text", async () => {
    const { db, key } = await largeSegment(engine);
    const pieces: string[] = [];
    for await (const piece of exportMembers(db, key)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(3);
    const [header, first, ...rest] = parse(pieces.join(""));
    expect(header?.[0]).toBe("customer_id");
    expect(first?.slice(8)).toEqual(["AT, DE", "'=cmd|' /C calc'!A0, VIP"]);
    const shown = await segmentMembers(db, { ...key, page: 1, pageSize: MANY });
    expect([first, ...rest].map((row) => Number(row?.[0]))).toEqual(
      shown.map(({ customerId }) => customerId),
    );
  });

  test("a client that is gone ends the reading", async () => {
    const { db, key } = await largeSegment(engine);
    let isThere = true;
    const pieces = exportMembers(db, key);
    const body = streamed(pieces, () => Promise.resolve(isThere)).getReader();
    expect((await body.read()).done).toBe(false);
    isThere = false;
    await body.read(); // the piece that was under way
    expect((await body.read()).done).toBe(true);
    expect((await pieces.next()).done).toBe(true);
  });
});
