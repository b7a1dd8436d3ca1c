import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { Fault } from "#app/platform/errors.ts";
import type { Part } from "./parts.ts";
import type { Said } from "./read-ahead.server.ts";
import { readBatches, type Reading } from "./read-batches.server.ts";

/** A thread of its own, started by `readAhead`: reads, and hands over a batch whenever it is asked for one. */

/** The memory that goes over to whoever saves; everything else is copied. */
function memoryOf(part: Part): ArrayBuffer[] {
  if (part.resource !== "orders") return [];
  const { orders, lineItems, refunds } = part.rows;
  return [orders, lineItems, refunds].map(({ values }) => values.buffer);
}

async function* answers(reading: Reading): AsyncGenerator<Said> {
  try {
    for await (const batch of readBatches(reading)) yield { kind: "batch", batch };
    yield { kind: "end" };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown; // comes out of the thread as it is
    yield { kind: "fault", code: thrown.code, message: thrown.message };
  }
}

if (parentPort) {
  const asked = on(parentPort, "message");
  for await (const said of answers(workerData as Reading)) {
    await asked.next();
    parentPort.postMessage(said, said.kind === "batch" ? said.batch.parts.flatMap(memoryOf) : []);
  }
}
