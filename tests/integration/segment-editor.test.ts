import { expect, test } from "vitest";
import { readShop } from "#app/purchases/shops.server.ts";
import { previewQuery } from "#app/segments/editor/count/preview-query.server.ts";
import { suggestValues } from "#app/segments/editor/suggest-values.server.ts";
import { SUGGESTION_SOURCES } from "#app/segments/editor/suggestion.ts";
import { createSegment, findSegment, reviseSegment } from "#app/segments/segments.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const NOW = Date.parse("2026-03-10T09:00:00Z");

eachDatabase((engine) => {
  async function smallShop() {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const other = await build.install("other.myshopify.com");
    await build.customer(9, { tags: ["Elsewhere"], language: "fr" });
    const shopId = await build.install();
    await build.customer(1, { tags: ["VIP", "new"], countries: ["DE"], numberOfOrders: 3 });
    await build.customer(2, { tags: ["vip"], countries: ["DE", "US"], language: "de" });
    await build.product(5, { title: "Blue Mug", vendor: "Hearth", productType: "Mugs" });
    await build.product(6, { title: "100% Wool", vendor: "Pine" });
    return { db, shopId, other };
  }

  test("a shop's own values are suggested, the most common first, and never another shop's", async () => {
    const { db, shopId } = await smallShop();
    const ask = async (source: (typeof SUGGESTION_SOURCES)[number], search: string, exactly = false) =>
      (await suggestValues(db, { shopId, question: { source, search, exactly } })).map(
        ({ literal, label, detail }) => [literal, label, detail].join(" "),
      );
    expect(await ask("countries", "")).toEqual([
      "'DE' Germany 2 customers",
      "'US' United States 1 customer",
    ]);
    expect(await ask("countries", "states")).toEqual(["'US' United States 1 customer"]);
    expect(await ask("tags", "VI")).toEqual([expect.stringMatching(/^'(VIP|vip)' .* 2 customers$/)]);
    expect(await ask("tags", "elsewhere")).toEqual([]);
    expect(await ask("languages", "")).toEqual(["'de' de 1 customer"]);
    expect(await ask("products", "mug")).toEqual(["5 Blue Mug 5"]);
    expect(await ask("products", "5,6,7", true)).toEqual(["6 100% Wool ", "5 Blue Mug "]);
    expect(await ask("products", "%'; drop table products; --")).toEqual([]);
    expect(await ask("vendors", "")).toEqual(["'Hearth' Hearth 1 product", "'Pine' Pine 1 product"]);
    for (const source of SUGGESTION_SOURCES) await ask(source, "a");
  }); // prettier-ignore

  test("a preview says whom saving would move, and what holds nobody", async () => {
    const { db, shopId } = await smallShop();
    const query = "number_of_orders >= 1";
    const created = await createSegment(db, { shopId, asOf: NOW, name: "Buyers", query });
    if (created.kind !== "created") throw new Error(created.kind);
    const shop = await readShop(db, shopId);
    const preview = (text: string) =>
      previewQuery(db, { shop, query: text, segmentId: created.segmentId, asOf: NOW });
    expect(await preview("number_of_orders = 0")).toMatchObject({
      ...{ kind: "counted", members: 1, customers: 2, isEstimate: false },
      ...{ moves: { join: 1, leave: 1 }, warnings: [] },
    });
    expect(await preview("amount_spent BETWEEN 5 AND 1")).toMatchObject({
      ...{ members: 0, moves: { join: 0, leave: 1 } },
      warnings: [expect.stringContaining("the wrong way round")],
    });
    expect(await preview("nonsense = 1")).toMatchObject({ kind: "refused" });
  });

  test("what somebody else saved meanwhile is told, and stays until it is answered for", async () => {
    const { db, shopId } = await smallShop();
    const query = "number_of_orders >= 1";
    const created = await createSegment(db, { shopId, asOf: NOW, name: "Buyers", query });
    if (created.kind !== "created") throw new Error(created.kind);
    const key = { shopId, segmentId: created.segmentId };
    const read = await findSegment(db, key);
    const theirs = { ...key, name: "Theirs", query, asOf: NOW + 1, basedOn: read?.updatedAt };
    expect(await reviseSegment(db, theirs)).toEqual({ kind: "revised" });
    const mine = { ...key, name: "Mine", query, asOf: NOW + 2, basedOn: read?.updatedAt };
    expect(await reviseSegment(db, mine)).toEqual({
      kind: "changed-meanwhile",
      theirs: { name: "Theirs", query, updatedAt: NOW + 1 },
    });
    expect((await findSegment(db, key))?.name).toBe("Theirs");
    expect(await reviseSegment(db, { ...mine, basedOn: NOW + 1 })).toEqual({ kind: "revised" });
  });
});
