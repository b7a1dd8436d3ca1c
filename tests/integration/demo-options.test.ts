import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readDemo } from "#scripts/demo/options.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-demo-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const saidOf = async (argv: string[]) => {
  const read = readDemo(["--dir", folder, ...argv], "2026-11-21");
  const thrown: unknown = await read.then(() => null).catch((fault: unknown) => fault);
  return thrown instanceof Error ? thrown.message : "nothing was thrown";
};

test.each([
  ["--nonsense", "Unknown option '--nonsense'"],
  ["--customers -3", "--customers: its value is missing, or begins with a dash"],
  ["--customers=-3", "--customers: must be a whole number, from 1 to 1000000"],
  ["--customers 2.5", "--customers: must be a whole number, from 1 to 1000000"],
  ["--data nofile", "--data: is not a file"],
  ["--data scripts", "--data: is not a file"],
  ["--today 2026-13-40", "--today: must be a day such as 2026-11-21"],
  ["--database mysql://name:secret@host/db", "--database: must begin with postgres://"],
  ["--port 99999", "--port: must be a whole number, from 1 to 65535"],
])("%s is refused in a line, and nothing is made", async (typed, said) => {
  const [line, help, ...rest] = (await saidOf(typed.split(" "))).split("\n");
  expect(line).toBe(said);
  expect(help).toContain("--help");
  expect(rest).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("a port in use is named with the option that chooses another", async () => {
  const squatter = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => squatter.once("listening", resolve));
  const { port } = squatter.address() as AddressInfo;
  expect(await saidOf(["--port", String(port)])).toMatch(/^port \d+ cannot be had.*--port$/);
  expect(await saidOf(["--once", "--store-port", String(port)])).toMatch(/--store-port$/);
  squatter.close();
});
