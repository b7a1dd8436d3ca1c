import { on } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Fault } from "#app/platform/errors.ts";
import { MoneyInvalid } from "#app/platform/money.ts";
import { BulkResultGone } from "#app/shopify/bulk-lines.server.ts";
import { ShopifyUnavailable } from "#app/shopify/faults.ts";
import { IdInvalid } from "#app/shopify/ids.ts";
import { ImportMalformed } from "./group-lines.ts";
import type { Batch, Reading } from "./read-batches.server.ts";

/** The thread that reads has ended before its time. What was saved stays, and the rest is read anew. */
export class ReadingStopped extends Fault {
  readonly code = "import_reading_stopped";
  readonly retryable = true;
}

/** What the thread that reads says. It says one thing for each time it is asked. */
export type Said =
  | { kind: "batch"; batch: Batch }
  | { kind: "end" }
  | { kind: "fault"; code: string; message: string };

/** An error loses its class on the way from a thread: these are put together again. */
const FAULTS = [BulkResultGone, IdInvalid, ImportMalformed, MoneyInvalid, ShopifyUnavailable];

const THREAD = join(import.meta.dirname, "reading-thread.server.ts");
/** Batches that are ready before they are wanted: one, so that neither thread waits and memory stays what it is. */
const AHEAD = 1;

/**
 * `readBatches` in a thread of its own: the next batch is fetched, parsed and put into our terms while the last one
 * is being saved. The thread is at most a batch ahead of those that are ready, and ends with whoever asks.
 * @throws ShopifyUnavailable, BulkResultGone, ImportMalformed, MoneyInvalid, IdInvalid, ReadingStopped
 */
export async function* readAhead(reading: Reading, signal?: AbortSignal): AsyncGenerator<Batch> {
  const thread = new Worker(THREAD, { workerData: reading });
  try {
    const answers = on(thread, "message", { close: ["exit"], ...(signal && { signal }) });
    const ask = () => {
      thread.postMessage("more");
    };
    for (let ahead = 0; ahead < AHEAD; ahead++) ask();
    for await (const [said] of answers as AsyncIterable<[Said]>) {
      if (said.kind === "end") return;
      if (said.kind === "fault") throw faultOf(said);
      ask();
      yield said.batch;
    }
    throw new ReadingStopped("the thread that reads the bulk operation's result has ended");
  } finally {
    await thread.terminate();
  }
}

function faultOf({ code, message }: { code: string; message: string }): Fault {
  const known = FAULTS.map((FaultClass) => new FaultClass(message));
  return known.find((fault) => fault.code === code) ?? new ReadingStopped(message);
}
