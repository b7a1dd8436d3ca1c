import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import type { Batch, Reading } from "#app/sync/import/read-batches.server.ts";
import { readAhead } from "#app/sync/import/read-ahead.server.ts";
import { readBatches } from "#app/sync/import/read-batches.server.ts";
import { writeInput } from "#tests/bench/import/write-input.ts";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Serves bytes as the result of a bulk operation; `isCut` breaks off before their end. */
async function served(bytes: Buffer, isCut = false): Promise<Reading> {
  const server = createServer((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      "Content-Length": bytes.length - from + (isCut ? 10 : 0),
    });
    response.write(bytes.subarray(from));
    if (isCut) setTimeout(() => response.destroy(), 50);
    else response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const shop = { shopId: 1, timeZone: "Europe/Berlin", currency: "EUR" };
  return {
    ...{ resource: "orders", shop, url: `http://127.0.0.1:${port}/` },
    ...{ from: 0, batchBytes: 200_000 },
  };
}

async function orders(count: number): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-orders-"));
  try {
    return readFileSync((await writeInput(folder, count)).jsonl);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function all(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const read: Batch[] = [];
  for await (const batch of batches) read.push(batch);
  return read;
}

test("a thread of its own reads the same batches, from the beginning and from any of their ends", async () => {
  const reading = await served(await orders(1200));
  const batches = await all(readBatches(reading));
  expect(batches.length).toBeGreaterThan(10);
  expect(batches.reduce((sum, { roots }) => sum + roots, 0)).toBe(1200);
  expect(await all(readAhead(reading))).toEqual(batches);

  const from = batches[4]?.end ?? 0;
  const rest = await all(readAhead({ ...reading, from }));
  expect(rest.reduce((sum, { roots }) => sum + roots, 0)).toBe(
    batches.slice(5).reduce((sum, { roots }) => sum + roots, 0),
  );
  expect(rest.at(-1)?.end).toBe(batches.at(-1)?.end);
});

test("what goes wrong in the thread is the same fault outside of it, with its place", async () => {
  const good = await orders(500);
  const broken = await served(Buffer.concat([good, Buffer.from('{"id":"gid://shopify/Or\n')]));
  await expect(all(readAhead(broken))).rejects.toMatchObject({
    code: "import_malformed",
    message: expect.stringContaining(`before byte ${good.length + 24}`) as string,
  });
  await expect(all(readAhead(await served(good, true)))).rejects.toMatchObject({
    code: "shopify_unavailable",
  });
  await expect(all(readAhead({ ...broken, url: "http://127.0.0.1:9/" }))).rejects.toMatchObject({
    code: "shopify_unavailable",
  });
  const strange = Buffer.from('{"id":"gid://shopify/Order/1"}\n{"id":"gid://shopify/Order/2"}\n');
  await expect(all(readAhead(await served(strange)))).rejects.toThrow(TypeError);
});

test("it ends with whoever reads: when they stop, and when they are told to", async () => {
  const reading = await served(await orders(1200));
  for await (const batch of readAhead(reading)) {
    expect(batch.roots).toBeGreaterThan(0);
    break;
  }
  const stop = new AbortController();
  const stopped = async () => {
    for await (const batch of readAhead(reading, stop.signal)) if (batch.roots > 0) stop.abort();
  };
  await expect(stopped()).rejects.toMatchObject({ name: "AbortError" });
});
