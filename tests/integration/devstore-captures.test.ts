import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchangesOf, hasCaptures, said, type Exchange } from "#tests/support/captures.ts";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const metafieldsSet = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { id } userErrors { field message code elementIndex } } }`;

/** Types of metafield values that the store does not check (see its README). */
const unchecked = new Set([
  "invalidValueDimensionNegative",
  "invalidValueWeightUnit",
  "invalidValueVolumeNumeric",
  "invalidValueRatingBounds",
  "invalidValueLinkScheme",
]);

describe.skipIf(!hasCaptures)("the development store answers as Shopify was recorded to", () => {
  let devstore: RunningDevstore;
  let ask: Ask;

  beforeAll(async () => {
    devstore = await startDevstore({ granted: ["read_all_orders", "write_metaobjects"] });
    ask = await installedClient(devstore.origin);
    const now = Date.now();
    devstore.store.run(
      "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (10252752421170, 'P', 'p', ?, ?)",
      now,
      now,
    );
    devstore.store.run(
      "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (9264622174441, 'Q', 'q', ?, ?)",
      now,
      now,
    );
  });
  afterAll(() => devstore.stop());

  async function same(exchange: Exchange): Promise<void> {
    const answer = await ask(exchange.query, exchange.variables);
    expect(said(answer), exchange.name).toEqual(said(exchange.answer));
  }

  it("refuses every bulk query that Shopify refuses, in the same words", async () => {
    const exchanges = exchangesOf("bulk-operations/bulk-operation-run-query-validators");
    expect(exchanges.length).toBeGreaterThanOrEqual(8);
    for (const exchange of exchanges) await same(exchange);
  });

  it("reads bulk operations with the same refusals and costs", async () => {
    for (const exchange of exchangesOf("bulk-operations/bulk-operations-read-arg-validation"))
      await same(exchange);
  });

  it("refuses bulk mutations without a file, with a bad text, or of a kind that is not allowed", async () => {
    const exchanges = exchangesOf("bulk-operations/bulk-operation-run-mutation-user-errors").filter(
      (exchange) => exchange.name.startsWith("validations/"),
    );
    for (const exchange of exchanges.filter((one) => one.name.endsWith("noSuchFile")))
      await same(exchange);
    const syntax = exchanges.find((exchange) => exchange.name.endsWith("invalidMutationSyntax"));
    const answer = await ask(syntax?.query ?? "", syntax?.variables ?? {});
    expect(JSON.stringify(answer.data)).toContain("Failed to parse the mutation - syntax error");
    expect(JSON.stringify(answer.data)).toContain("INVALID_MUTATION");
  });

  it("takes five bulk queries at once and refuses the sixth", async () => {
    await control("bulk", { neverFinish: true, times: 5 });
    const exchanges = exchangesOf("bulk-operations/bulk-operation-run-query-concurrency-limit");
    for (const exchange of exchanges.filter((one) => one.name.startsWith("successfulRuns/")))
      await same(exchange);
    const sixth = exchanges.find((one) => one.name === "sixthRun");
    if (!sixth) throw new Error("the capture has no sixth run");
    await same(sixth);
    devstore.store.run(
      "UPDATE bulk_operations SET status = 'CANCELED', completed_at = ?",
      Date.now(),
    );
  });

  it("checks metafields as they are set: names, owners, types, values, references", async () => {
    const exchanges = exchangesOf(
      "metafields/metafields-set-input-validation",
      metafieldsSet,
    ).filter((exchange) => exchange.name.startsWith("cases/"));
    expect(exchanges.length).toBeGreaterThan(25);
    for (const exchange of exchanges) {
      if (!unchecked.has(exchange.name.replace("cases/", ""))) await same(exchange);
    }
  });

  it("sets metafields and reads them back", async () => {
    const query = metafieldsSet.replace(
      "metafields { id }",
      "metafields { id namespace key type value }",
    );
    const [mutation] = exchangesOf("metafields/metafields-set-parity", query);
    if (!mutation) throw new Error("the capture is empty");
    await same(mutation);
  });

  it("upserts metaobjects, keeps handles apart and asks for required fields", async () => {
    const capture = "metaobjects/metaobject-upsert-recovery-and-prefixes";
    for (const exchange of exchangesOf(capture)) {
      if (/^(definitionCreate$|cases\/)/.test(exchange.name)) await same(exchange);
    }
  });

  it("says which metaobject is not there", async () => {
    for (const exchange of exchangesOf("metaobjects/metaobject-delete-not-found")) {
      if (exchange.name.startsWith("cases/")) await same(exchange);
    }
  });

  async function control(name: string, body: object): Promise<void> {
    const response = await fetch(`${devstore.origin}/__devstore/${name}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }
});
