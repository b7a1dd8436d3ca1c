import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const ordersWithLines = `{ orders { edges { node { id name customer { id } refunds { id totalRefundedSet { shopMoney { amount } } }
  lineItems { edges { node { id title currentQuantity product { id } discountedUnitPriceAfterAllDiscountsSet { shopMoney { amount } } } } } } } } }`;
const start = `mutation Start($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message code } } }`;
const poll = `query Poll($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }`;

interface Operation {
  readonly status: string;
  readonly errorCode: string | null;
  readonly objectCount: string;
  readonly rootObjectCount: string;
  readonly fileSize: string | null;
  readonly url: string | null;
  readonly partialDataUrl: string | null;
}

let devstore: RunningDevstore;
let ask: Ask;

beforeEach(async () => {
  devstore = await startDevstore();
  ask = await installedClient(devstore.origin);
  fill(30);
});
afterEach(() => devstore.stop());

function fill(orders: number): void {
  const { store } = devstore;
  const now = Date.now();
  store.transaction(() => {
    store.run(
      "INSERT INTO products (id, title, handle, created_at, updated_at) VALUES (1, 'Tea', 'tea', ?, ?)",
      now,
      now,
    );
    store.run(
      "INSERT INTO customers (id, email, created_at, updated_at) VALUES (1, 'a@example.com', ?, ?)",
      now,
      now,
    );
    for (let id = 1; id <= orders; id++) {
      store.run(
        `INSERT INTO orders (id, number, customer_id, processed_at, created_at, updated_at, subtotal_minor, total_minor, current_subtotal_minor,
           current_tax_minor, current_shipping_minor, current_total_minor) VALUES (?, ?, 1, ?, ?, ?, 1000, 1000, 1000, 0, 0, 1000)`,
        id,
        id,
        now + id,
        now,
        now,
      );
      for (let line = 1; line <= id % 3; line++) {
        store.run(
          "INSERT INTO line_items (id, order_id, product_id, title, quantity, current_quantity, unit_price_minor, total_minor) VALUES (?, ?, 1, 'Tea', 2, 1, 500, 950)",
          id * 10 + line,
          id,
        );
      }
    }
    store.run(
      "INSERT INTO refunds (id, order_id, created_at, total_minor) VALUES (7, 5, ?, 250)",
      now,
    );
  });
}

async function control(name: string, body: object): Promise<void> {
  expect(
    (
      await fetch(`${devstore.origin}/__devstore/${name}`, {
        method: "POST",
        body: JSON.stringify(body),
      })
    ).status,
  ).toBe(200);
}

async function begin(query: string): Promise<string> {
  const payload = (await ask(start, { query })).data?.bulkOperationRunQuery as {
    bulkOperation: { id: string; status: string };
  };
  expect(payload.bulkOperation.status).toBe("CREATED");
  return payload.bulkOperation.id;
}

async function ended(id: string): Promise<Operation> {
  for (;;) {
    const operation = (await ask(poll, { id })).data?.bulkOperation as Operation;
    if (!["CREATED", "RUNNING", "CANCELING"].includes(operation.status)) return operation;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function linesAt(url: string | null): Promise<Record<string, unknown>[]> {
  const text = await (await fetch(url ?? "")).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a bulk query", () => {
  it("writes each parent, and its children after it with __parentId", async () => {
    const operation = await ended(await begin(ordersWithLines));
    const lines = await linesAt(operation.url);
    expect(operation).toMatchObject({
      status: "COMPLETED",
      errorCode: null,
      rootObjectCount: "30",
      objectCount: String(lines.length),
      partialDataUrl: null,
    });
    expect(lines.filter((line) => !("__parentId" in line))).toHaveLength(30);
    const seen = new Set<unknown>();
    for (const line of lines) {
      if ("__parentId" in line) expect(seen.has(line.__parentId)).toBe(true);
      seen.add(line.id);
    }
    expect(lines.find((line) => line.id === "gid://shopify/Order/5")).toEqual({
      id: "gid://shopify/Order/5",
      name: "#5",
      customer: { id: "gid://shopify/Customer/1" },
      refunds: [
        { id: "gid://shopify/Refund/7", totalRefundedSet: { shopMoney: { amount: "2.5" } } },
      ],
    });
  });

  it("says the same of an order as an ordinary query does", async () => {
    const fields =
      "id name createdAt test currentTotalPriceSet { shopMoney { amount currencyCode } } customer { id tags statistics { rfmGroup } } ... on Node { id }";
    const lines = await linesAt(
      (await ended(await begin(`{ orders { edges { node { ${fields} } } } }`))).url,
    );
    const { data } = await ask(`{ orders(first: 100) { nodes { ${fields} } } }`);
    expect(lines).toEqual((data?.orders as { nodes: unknown[] }).nodes);
  });

  it("is served in ranges", async () => {
    const { url, fileSize } = await ended(await begin(ordersWithLines));
    const whole = await (await fetch(url ?? "")).text();
    expect(whole.length).toBe(Number(fileSize));
    const part = await fetch(url ?? "", { headers: { range: "bytes=100-" } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe(whole.slice(100));
    expect((await fetch(url ?? "", { headers: { range: "bytes=9999999-" } })).status).toBe(416);
  });

  it("has no url when it found nothing, and none seven days later", async () => {
    expect(
      await ended(await begin('{ orders(query: "id:0") { edges { node { id } } } }')),
    ).toMatchObject({ status: "COMPLETED", objectCount: "0", url: null });
    const id = await begin(ordersWithLines);
    const { url } = await ended(id);
    await control("tokens", {});
    devstore.store.run("UPDATE bulk_operations SET completed_at = completed_at - 7 * 86400000");
    expect(await ended(id)).toMatchObject({ url: null });
    expect((await fetch(url ?? "")).status).toBe(404);
  });

  it("fails on demand and leaves what it had as partial data", async () => {
    await control("bulk", { failAfterLines: 7, errorCode: "TIMEOUT", times: 1 });
    const failed = await ended(await begin(ordersWithLines));
    expect(failed).toMatchObject({ status: "FAILED", errorCode: "TIMEOUT", url: null });
    expect(await linesAt(failed.partialDataUrl)).toHaveLength(7);
    expect((await ended(await begin(ordersWithLines))).status).toBe("COMPLETED");
  });

  it("hangs on demand, and can be cancelled", async () => {
    await control("bulk", { neverFinish: true, times: 1 });
    const id = await begin(ordersWithLines);
    const cancel = await ask(
      "mutation C($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
      { id },
    );
    expect(cancel.data).toEqual({
      bulkOperationCancel: { bulkOperation: { status: "CANCELING" }, userErrors: [] },
    });
    expect((await ended(id)).status).toBe("CANCELED");
  });

  it("is ACCESS_DENIED when a scope is missing", async () => {
    devstore.store.run("UPDATE access_tokens SET scopes = 'read_products'");
    const id = await begin("{ orders { edges { node { id } } } }");
    expect(await ended(id)).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED" });
  });
});

describe("a bulk mutation", () => {
  const mutation = `mutation Set($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { metafields { key value } userErrors { message } } }`;

  async function upload(text: string): Promise<string> {
    const { data } = await ask(
      `mutation U { stagedUploadsCreate(input: [{ resource: BULK_MUTATION_VARIABLES, filename: "v.jsonl", mimeType: "text/jsonl", httpMethod: POST }]) {
         stagedTargets { url parameters { name value } } userErrors { message } } }`,
    );
    const target = (
      data?.stagedUploadsCreate as {
        stagedTargets: { url: string; parameters: { name: string; value: string }[] }[];
      }
    ).stagedTargets[0];
    const form = new FormData();
    for (const { name, value } of target?.parameters ?? []) form.append(name, value);
    form.append("file", new Blob([text]), "v.jsonl");
    expect((await fetch(target?.url ?? "", { method: "POST", body: form })).status).toBe(201);
    return target?.parameters.find((parameter) => parameter.name === "key")?.value ?? "";
  }

  it("runs once for each line, and answers each with its number", async () => {
    const line = (value: string): string =>
      JSON.stringify({
        metafields: [{ ownerId: "gid://shopify/Customer/1", key: "segments", value }],
      });
    const path = await upload(`${line('["s-aaaaaa"]')}\n${line("no list")}\n{}\n`);
    const { data } = await ask(
      `mutation Run($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, clientIdentifier: "x") {
         bulkOperation { id } userErrors { message code } } }`,
      { mutation, path },
    );
    const id = (data?.bulkOperationRunMutation as { bulkOperation: { id: string } }).bulkOperation
      .id;
    const operation = await ended(id);
    expect(operation).toMatchObject({ status: "COMPLETED", objectCount: "3" });
    expect(await linesAt(operation.url)).toMatchObject([
      {
        data: {
          metafieldsSet: {
            metafields: [{ key: "segments", value: '["s-aaaaaa"]' }],
            userErrors: [],
          },
        },
        __lineNumber: 0,
      },
      {
        data: {
          metafieldsSet: { userErrors: [{ message: "Value must be a stringified JSON array." }] },
        },
        __lineNumber: 1,
      },
      { errors: [{ extensions: { code: "INVALID_VARIABLE" } }], __lineNumber: 2 },
    ]);
    expect(devstore.store.all("SELECT entry_key, customer_id FROM customer_list_entries")).toEqual([
      { entry_key: "s-aaaaaa", customer_id: 1 },
    ]);
  });
});
