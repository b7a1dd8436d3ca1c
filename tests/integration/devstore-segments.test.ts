import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedClient, startDevstore, type Ask, type RunningDevstore } from "#tests/support/devstore.ts";

const CREATE = `mutation Create($name: String!, $query: String!) {
  segmentCreate(name: $name, query: $query) { segment { id name query } userErrors { field message } }
}`;

describe("native segments", () => {
  let devstore: RunningDevstore;
  let ask: Ask;

  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
  });
  afterAll(() => devstore.stop());

  it("can be made", async () => {
    const answer = await ask(CREATE, { name: "A", query: "number_of_orders >= 1" });
    expect(answer).toMatchObject({ data: { segmentCreate: { segment: { name: "A" }, userErrors: [] } } });
  });
});
