import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayText } from "#app/commands/field-values.ts";
import { cdnowFile, hasCdnow } from "#tests/support/cdnow.ts";

const ENTRY = fileURLToPath(new URL("../../app/command-line.server.ts", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regulars-command-line-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function regulars(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [ENTRY, ...args], { cwd: folder, stdio: "pipe" });
  const ended: Ended = { code: null, stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (ended.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (ended.stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code) => {
      resolve({ ...ended, code });
    });
  });
}

const keep = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return name;
};
const kept = (name: string) => readFileSync(join(folder, name), "utf8");

async function document(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await regulars(...args);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

/** Five customers: how often they bought, and how long before 2026-03-01. */
const ORDERS = `customer_id,order_date,revenue
ann,2026-02-27,50.10
ann,2026-01-10,0.20
ann,2025-12-24,19.90
bob,2026-02-20,12.00
cat,2025-11-01,80
dee,2025-06-01,12.00
eve,2024-01-15,5.5
eve,2026-03-02,900
`;

describe("rfm", () => {
  test("counts the customers of each of Shopify's groups, and shows the cut-offs", async () => {
    const file = keep("orders.csv", ORDERS);
    expect(await document("rfm", file, "--as-of", "2026-03-01")).toEqual({
      asOf: "2026-03-01",
      method: "tie-safe",
      groups: "shopify",
      rule: "recency, then the mean of frequency and monetary, of which a half rounds up",
      customers: 5,
      orders: 7,
      laterOrders: 1,
      cutoffs: {
        recency: {
          2: { lastOrderDate: "2025-06-01", daysSince: 273 },
          3: { lastOrderDate: "2025-11-01", daysSince: 120 },
          4: { lastOrderDate: "2026-02-20", daysSince: 9 },
          5: { lastOrderDate: "2026-02-27", daysSince: 2 },
        },
        frequency: { 2: 3, 3: 3, 4: 3, 5: 3 },
        monetary: { 2: 12, 3: 70.2, 4: 70.2, 5: 80 },
      },
      counts: {
        CHAMPIONS: 1,
        LOYAL: 0,
        ACTIVE: 1,
        NEW: 0,
        PROMISING: 0,
        NEEDS_ATTENTION: 1,
        ALMOST_LOST: 0,
        AT_RISK: 0,
        PREVIOUSLY_LOYAL: 0,
        DORMANT: 2,
        PROSPECTS: 0,
      },
    });
  });

  test("reads gzip and other names of columns, and writes every customer's scores", async () => {
    const renamed = ORDERS.replace("order_date,revenue", "date,dollar_value");
    const file = keep("orders.csv.gz", gzipSync(renamed));
    const said = await document("rfm", file, "--as-of", "2026-03-01", "--scores", "scores.csv");
    expect(said).toMatchObject({ customers: 5 });
    expect(kept("scores.csv").split("\n")).toEqual([
      "customer_id,last_order_date,orders,revenue,recency,frequency,monetary,group",
      "ann,2026-02-27,3,70.2,5,5,4,CHAMPIONS",
      "bob,2026-02-20,1,12,4,1,2,ACTIVE",
      "cat,2025-11-01,1,80,3,1,5,NEEDS_ATTENTION",
      "dee,2025-06-01,1,12,2,1,2,DORMANT",
      "eve,2024-01-15,1,5.5,1,1,1,DORMANT",
      "",
    ]);
  });

  test.each([
    ["klaviyo", "fixed-days", { RECENT: 2, CHAMPIONS: 1, AT_RISK: 1, INACTIVE: 1 }],
    ["grid-5x5", "tie-safe", { CHAMPIONS: 1, PROMISING: 1, ABOUT_TO_SLEEP: 1, HIBERNATING: 2 }],
  ])("has the groups of %s, by %s unless told", async (groups, method, counts) => {
    const file = keep("orders.csv", ORDERS);
    const said = await document("rfm", file, "--as-of", "2026-03-01", "--groups", groups);
    expect(said).toMatchObject({ groups, method, counts });
  });

  test("cuts recency at days that are given", async () => {
    const file = keep("orders.csv", ORDERS);
    const fixed = ["--method", "fixed-days", "--recency-days", "2,9,120,272"];
    const said = await document(
      "rfm",
      file,
      "--as-of",
      "2026-03-01",
      ...fixed,
      "--scores",
      "f.csv",
    );
    expect(said).toMatchObject({ cutoffs: { recency: { 2: { daysSince: 272 } } } });
    const recencies = kept("f.csv")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",")[4]);
    expect(recencies).toEqual(["5", "4", "3", "1", "1"]);
  });

  test("no cell is a formula, and numbers stay numbers", async () => {
    const rows = ["=1+1", "+x", "-x", "@x", '"\tx"', '"a,""b"""'];
    const text = rows.map((id) => `${id},2026-01-01,-5\n`).join("");
    const file = keep("formulas.csv", `customer_id,order_date,revenue\n${text}`);
    await document("rfm", file, "--as-of", "2026-03-01", "--scores", "formulas-out.csv");
    const written = kept("formulas-out.csv").trim().split("\n").slice(1);
    expect(written.map((row) => row.split(",2026")[0])).toEqual([
      "'=1+1", "'+x", "'-x", "'@x", "'\tx", '"a,""b"""',
    ]); // prettier-ignore
    expect(written.every((row) => row.includes(",1,-5,"))).toBe(true);
  });
});

describe("lifetime", () => {
  /** Sixty customers, each with a rhythm of their own; some fall silent. */
  const purchases = Array.from({ length: 60 }, (_, i) => {
    const times = (i * 7) % 9;
    const gap = 5 + ((i * 11) % 23);
    return Array.from(
      { length: times + 1 },
      (_, nth) => `c${i},${dayText(20_000 + (i % 14) + nth * gap)},${10 + (i % 5)}.${nth}0\n`,
    ).join("");
  }).join("");
  const rows = `customer_id,order_date,revenue\n${purchases}`;

  test("prints both models, what is to be expected, and the error on what was held out", async () => {
    const file = keep("purchases.csv", rows);
    const until = dayText(20_090);
    const said = await document("lifetime", file, "--until", until, "--customers", "c.csv");
    const positive: unknown = expect.closeTo(0, -9);
    expect(said).toMatchObject({
      until,
      unit: "week",
      customers: 60,
      bgNbd: { r: positive, alpha: positive, a: positive, b: positive, logLikelihood: positive },
      gammaGamma: { p: positive, q: positive, v: positive, logLikelihood: positive },
      expected: { horizon: 52, purchases: positive, value: positive },
      heldOut: { customers: 60, purchases: { expected: positive, actual: positive } },
    });
    const [header, ...customers] = kept("c.csv").trim().split("\n");
    expect(header).toBe(
      "customer_id,repeats,last,age,mean_value,probability_alive,expected_purchases,expected_mean_value,expected_value",
    );
    expect(customers).toHaveLength(60);
  });

  test("holds nothing out where there is nothing later", async () => {
    const file = keep("purchases.csv", rows);
    const said = await document("lifetime", file, "--until", "2026-01-01", "--unit", "day");
    expect(said).toMatchObject({ unit: "day", heldOut: null, expected: { horizon: 365 } });
  });

  test.skipIf(!hasCdnow)("fits all of CDNOW and predicts its second half", async () => {
    const said = await document("lifetime", cdnowFile, "--until", "1997-09-30", "--unit", "week");
    expect(said).toMatchObject({
      customers: 23_570,
      bgNbd: { converged: true },
      gammaGamma: { converged: true },
      heldOut: { end: "1998-06-30", time: 39, purchases: { actual: 19_684 } },
    });
  });
});

describe("what cannot be done is said in one line, with exit 1 and nothing half written", () => {
  const header = "customer_id,order_date,revenue\n";
  const longest = "x".repeat(2_000_000);
  test.each<[string, string | Buffer, RegExp]>([
    ["no rows", header, /no rows/],
    ["nothing at all", "", /no rows/],
    ["other columns", "id,day,price\n1,2026-01-01,5\n", /:1: no column customer_id among id, day, price/],
    ["two of a column", "customer_id,date,order_date,revenue\na,b,c,d\n", /:1: more than one column/],
    ["a day that is none", `${header}a,2026-01-01,5\nb,2026-02-30,5\n`, /:3: order_date is "2026-02-30"/],
    ["an amount that is none", `${header}a,2026-01-01,"5,00"\n`, /:2: revenue is "5,00"/],
    ["nobody", `${header},2026-01-01,5\n`, /:2: customer_id is ""/],
    ["a short row", `${header}a,2026-01-01\n`, /line 2/],
    ["an open quote", `${header}a,"2026-01-01,5\n`, /Quote Not Closed/],
    ["a row without end", `${header}${longest}`, /Max Record Size/],
    ["bytes of anything", Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x22, 0xc3, 0x28]), /wrong\.csv/],
    ["half a gzip", gzipSync(ORDERS).subarray(0, 60), /gzip/],
  ])("%s", async (_, content, message) => {
    const file = keep("wrong.csv", content);
    keep("kept.csv", "as it was\n");
    const before = readdirSync(folder);
    for (const command of [
      ["rfm", file, "--as-of", "2026-03-01", "--scores", "kept.csv"],
      ["lifetime", file, "--until", "2026-03-01", "--customers", "kept.csv"],
    ]) {
      const { code, stdout, stderr } = await regulars(...command);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^error: [^\n]*\n$/);
    }
    expect(readdirSync(folder)).toEqual(before);
    expect(kept("kept.csv")).toBe("as it was\n");
  }); // prettier-ignore

  test.each<[RegExp, string[]]>([
    [/no such file/, ["rfm", "absent.csv", "--as-of", "2026-03-01"]],
    [/a folder, not a file/, ["rfm", ".", "--as-of", "2026-03-01"]],
    [/unknown command 'frm'/, ["frm"]],
    [/'--as-of <day>' not specified/, ["rfm", "orders.csv"]],
    [/'2026-02-30' is invalid/, ["rfm", "orders.csv", "--as-of", "2026-02-30"]],
    [/Allowed choices are/, ["rfm", "orders.csv", "--as-of", "2026-03-01", "--method", "ntile"]],
    [/no order is of 2020-01-01/, ["rfm", "orders.csv", "--as-of", "2020-01-01"]],
    [/needs 4/, ["rfm", "orders.csv", "--as-of", "2026-03-01", "--method", "fixed-days", "--recency-days", "1,2"]],
    [/ascending/, ["rfm", "orders.csv", "--as-of", "2026-03-01", "--recency-days", "9,2,1,0"]],
    [/is what is read/, ["rfm", "orders.csv", "--as-of", "2026-03-01", "--scores", "./orders.csv"]],
    [/folder does not exist/, ["rfm", "orders.csv", "--as-of", "2026-03-01", "--scores", "absent/scores.csv"]],
    [/1 customers bought again/, ["lifetime", "orders.csv", "--until", "2026-03-01"]],
    [/above 0/, ["lifetime", "orders.csv", "--until", "2026-03-01", "--horizon", "-1"]],
  ])("%s", async (message, command) => {
    keep("orders.csv", ORDERS);
    const { code, stdout, stderr } = await regulars(...command);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(kept("orders.csv")).toBe(ORDERS);
  }); // prettier-ignore

  test("a purchase below nothing", async () => {
    const file = keep("returns.csv", `${header}a,2026-01-01,5\na,2026-01-02,-5\n`);
    const { code, stderr } = await regulars("lifetime", file, "--until", "2026-03-01");
    expect(code).toBe(1);
    expect(stderr).toMatch(/returns\.csv:3: a purchase of -5\.00/);
  });
});

test.skipIf(process.platform !== "linux")("a fault is no fault of the input: exit 2", async () => {
  const { code, stdout, stderr } = await regulars("rfm", "/proc/self/mem", "--as-of", "2026-03-01");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^fault: /);
});

test("help says which columns a file must have", async () => {
  const { code, stdout } = await regulars("rfm", "--help");
  expect(code).toBe(0);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("customer_id, order_date (or date), revenue");
});
