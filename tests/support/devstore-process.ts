import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "./devstore.ts";
import { start, stopProcess } from "#scripts/processes.ts";

export interface DevstoreProcess {
  /** http://localhost:PORT */
  url: string;
  shops: string[];
  apiKey: string;
  apiSecret: string;
  /** Asks the control room: `control("webhooks", { paused: true })` posts, without a body it gets. */
  control: <Answer = unknown>(path: string, body?: object) => Promise<Answer>;
  stop: () => Promise<void>;
}

export interface DevstoreProcessOptions {
  /** Domains; the first is the one to use where a test needs one. */
  shops?: string[];
  /** Where the app listens, for webhooks and for the admin's frame. */
  appUrl?: string;
  /** Further flags of tests/devstore/main.ts, such as `["--generate", "200", "--today", "2026-11-21"]`. */
  flags?: string[];
  /** Where its shops are kept, afterwards too; otherwise in a directory that goes with it. */
  dir?: string;
}

/** Starts a development store of the test's own, as a process of its own, on a free port. */
export async function startDevstoreProcess({
  shops = ["demo.myshopify.com"],
  appUrl = "http://localhost:1",
  flags = [],
  dir: kept,
}: DevstoreProcessOptions = {}): Promise<DevstoreProcess> {
  const dir = kept ?? mkdtempSync(join(tmpdir(), "regulars-devstore-"));
  const child = start({
    name: "devstore",
    script: "tests/devstore/main.ts",
    args: ["--dir", dir, "--port", "0", ...shops.flatMap((shop) => ["--shop", shop]), ...flags],
    env: {
      SHOPIFY_API_KEY: credentials.clientId,
      SHOPIFY_API_SECRET: credentials.secret,
      SHOPIFY_APP_URL: appUrl,
    },
  });
  const stop = async () => {
    await stopProcess(child);
    if (kept === undefined) rmSync(dir, { recursive: true, force: true });
  };
  if (!child.stdout) throw new Error("the development store has no output");
  for await (const line of createInterface(child.stdout)) {
    const { devstore: url } = JSON.parse(line) as { devstore: string };
    return {
      url,
      shops,
      apiKey: credentials.clientId,
      apiSecret: credentials.secret,
      stop,
      async control<Answer>(path: string, body?: object) {
        const response = await fetch(`${url}/__devstore/${path}`, {
          method: body ? "POST" : "GET",
          ...(body && {
            body: JSON.stringify(body),
            headers: { "content-type": "application/json" },
          }),
        });
        const text = await response.text();
        if (!response.ok)
          throw new Error(`the development store's control said ${response.status}: ${text}`);
        return JSON.parse(text) as Answer;
      },
    };
  }
  await stop();
  throw new Error("the development store ended before it was ready");
}
