import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "#tests/support/devstore.ts";
import { asked } from "./requests.ts";

const QUERY = `{ customers { edges { node { id numberOfOrders updatedAt tags } } } }`;
const START = `mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { message } } }`;
const LOOK = `query ($id: ID!) { bulkOperation(id: $id) { status objectCount } }`;

interface Looked {
  bulkOperation: { status: string; objectCount: string };
}

/** All customers by a bulk query: milliseconds until it was accepted, and how long it took to write its lines. */
export async function bulkSeconds(
  ask: Ask,
): Promise<{ started: number; lines: number; seconds: number }> {
  const from = performance.now();
  const { data } = await asked(ask, START, { query: QUERY });
  const started = performance.now() - from;
  const { bulkOperationRunQuery } = data as unknown as {
    bulkOperationRunQuery: { bulkOperation: { id: string } };
  };
  for (;;) {
    await sleep(200);
    const answer = await asked(ask, LOOK, { id: bulkOperationRunQuery.bulkOperation.id });
    const { status, objectCount } = (answer.data as unknown as Looked).bulkOperation;
    if (status === "CREATED" || status === "RUNNING") continue;
    if (status !== "COMPLETED") throw new Error(`the bulk operation is ${status}`);
    return { started, lines: Number(objectCount), seconds: (performance.now() - from) / 1000 };
  }
}
