import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const ENTRY = fileURLToPath(new URL("../../app/command-line.server.ts", import.meta.url));
const golden = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../golden/segments", name), "utf8"));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regulars-segments-command-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const keep = (name: string, content: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return name;
};

function check(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = [ENTRY, "segments", "check", ...args];
    execFile(process.execPath, command, { cwd: folder }, (fault, stdout, stderr) => {
      resolve({ code: fault ? fault.code : 0, stdout, stderr });
    });
  });
}

async function checked(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await check(...args);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

test("each query is judged, in the order of the file", async () => {
  const file = keep("queries.json", [
    { id: "old", query: "products_purchased(id: (1, 2)) = true" },
    { id: 2, query: "total_spent > 500\n  OR number_of_orders > 1.5" },
    { id: 3, query: "last_order_date BETWEEN today AND -7d AND shopify_email.opened IS NULL" },
    { id: 4, query: Array(11).fill("number_of_orders = 1").join(" OR ") },
  ]);
  const right = { valid: true, errors: [], warnings: [], notes: [] };
  const wrong = [
    {
      message: "`total_spent` is not a filter; did you mean `amount_spent`?",
      ...{ line: 1, column: 0, offending: "total_spent", suggestion: "amount_spent" },
    },
    {
      message: "`number_of_orders` is compared with a whole number",
      ...{ line: 2, column: 24, offending: "1.5", suggestion: "1" },
    },
  ];
  expect(await checked(file)).toEqual([
    {
      ...{ ...right, id: "old", exportable: true, reasons: [] },
      canonical: "products_purchased MATCHES (id IN (1, 2))",
    },
    {
      ...{ id: 2, valid: false, canonical: null, exportable: false, warnings: [], notes: [] },
      ...{ reasons: wrong.map(({ message }) => message), errors: wrong },
    },
    {
      ...{ ...right, id: 3, exportable: true, reasons: [] },
      canonical: "last_order_date BETWEEN today AND -7d AND shopify_email.opened NOT MATCHES ()",
      warnings: [
        {
          message: "its ends are reversed: this is true of nobody",
          ...{ line: 1, column: 0, suggestion: null },
          offending: "last_order_date BETWEEN today AND -7d",
        },
      ],
      notes: [
        "E-mails opened: Shopify tells no app about this: it knows the events that arrive from outside",
      ],
    },
    {
      ...{ id: 4, valid: false, exportable: false, warnings: [], notes: [] },
      canonical: Array(11).fill("number_of_orders = 1").join(" OR "),
      reasons: ["it has 11 conditions, and Shopify takes 10"],
      errors: [
        {
          message: "more than 10 conditions: Shopify cannot hold this",
          ...{ line: 1, column: 240, offending: "number_of_orders = 1", suggestion: null },
        },
      ],
    },
  ]);
});

test.each(["sql", "matches", "both"])("the members of a shop in a file, by %s", async (reading) => {
  const { expected } = z
    .object({ expected: z.array(z.object({ query: z.string(), members: z.array(z.number()) })) })
    .parse(golden("fixture.json"));
  const shop = keep("shop.json", golden("fixture.json"));
  const queries = [...expected.map(({ query }) => query), "metafields.custom.unknown = 1"];
  const file = keep(
    "expected.json",
    queries.map((query, id) => ({ id, query })),
  );
  const judged = z
    .array(z.object({ members: z.array(z.number()).nullable(), warnings: z.array(z.unknown()) }))
    .parse(await checked(file, "--shop", shop, "--reading", reading));
  expect(judged.map(({ members }) => members)).toEqual([
    ...expected.map(({ members }) => members),
    null,
  ]);
  expect(judged.at(-1)?.warnings).toMatchObject([
    { message: "the shop has no definition of the customer metafield `custom.unknown`" },
  ]);
});

test.each([
  ["no JSON", /absent\.json: /, ["absent.json"]],
  ["a shape of its own", /shape\.json: 0\.query: /, ["shape.json"]],
  ["no shop", /shape\.json: Invalid input/, ["none.json", "--shop", "shape.json"]],
])("%s is said in a line, with exit 1", async (_, message, args) => {
  keep("shape.json", [{ id: 1 }]);
  keep("none.json", []);
  const { code, stdout, stderr } = await check(...args);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});
