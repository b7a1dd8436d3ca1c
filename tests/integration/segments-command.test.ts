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
    { id: 3, query: "companies IS NOT NULL" },
  ]);
  const right = { valid: true, evaluated: true, notEvaluated: [], errors: [] };
  expect(await checked(file)).toEqual([
    {
      ...{ ...right, id: "old", exportable: true, reasons: [] },
      canonical: "products_purchased MATCHES (id IN (1, 2))",
    },
    {
      ...{ id: 2, valid: false, evaluated: false, notEvaluated: [], canonical: null },
      exportable: false,
      reasons: [
        "`total_spent` is not a filter; did you mean `amount_spent`?",
        "`number_of_orders` is compared with a whole number",
      ],
      errors: [
        {
          ...{ message: "`total_spent` is not a filter; did you mean `amount_spent`?" },
          ...{ line: 1, column: 0 },
        },
        {
          ...{ message: "`number_of_orders` is compared with a whole number" },
          ...{ line: 2, column: 24 },
        },
      ],
    },
    {
      ...{ ...right, id: 3, evaluated: false, canonical: null, exportable: true, reasons: [] },
      notEvaluated: [{ message: "`companies` is not supported yet", line: 1, column: 0 }],
    },
  ]);
});

test.each(["sql", "matches", "both"])("the members of a shop in a file, by %s", async (reading) => {
  const { fixture, expected } = z
    .object({
      fixture: z.unknown(),
      expected: z.array(z.object({ query: z.string(), members: z.array(z.number()) })),
    })
    .parse(golden("fixture.json"));
  const shop = keep("shop.json", fixture);
  const file = keep(
    "expected.json",
    expected.map(({ query }, id) => ({ id, query })),
  );
  const judged = z
    .array(z.object({ evaluated: z.boolean(), members: z.array(z.number()).nullable() }))
    .parse(await checked(file, "--shop", shop, "--reading", reading));
  expect(judged.map(({ members }) => members)).toEqual(
    expected.map(({ members }, index) => (judged[index]?.evaluated ? members : null)),
  );
  expect(judged.filter(({ evaluated }) => evaluated)).toHaveLength(18);
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
