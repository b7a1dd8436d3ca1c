import type { Admin } from "./admin.server.ts";
import {
  BULK_OPERATION_BY_ID,
  CANCEL_BULK_OPERATION,
  RUN_BULK_MUTATION,
  RUN_BULK_QUERY,
  STAGE_UPLOAD,
} from "./documents.ts";
import { refuseUserErrors, ShopifyRefused, ShopifyUnavailable } from "./faults.ts";
import type { Operations } from "./generated/operations.ts";
import { gid, numericId } from "./ids.ts";

type BulkNode = NonNullable<Operations["BulkOperationById"]["data"]["bulkOperation"]>;

/** How a bulk operation stands. */
export type BulkState =
  | { kind: "running"; objects: number }
  /** `url` is null when there was nothing to say; it expires seven days after completion. */
  | { kind: "completed"; url: string | null; bytes: number | null; rootObjects: number }
  /** What it has written so far is never to be taken as the whole. */
  | { kind: "failed"; reason: string }
  /** Shopify does not know it (any more). */
  | { kind: "gone" };

export type BulkStart = { kind: "started"; bulkOperationId: number } | { kind: "busy" };

/** Five bulk queries and five bulk mutations of an app may run at once in a shop. */
const BUSY = new Set(["LIMIT_REACHED", "OPERATION_IN_PROGRESS"]);

/**
 * Starts a bulk query. With its objects grouped, every line's children follow it at once.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function runBulkQuery(admin: Admin, query: string): Promise<BulkStart> {
  const { bulkOperationRunQuery: answer } = await admin.ask(RUN_BULK_QUERY, {
    query,
    groupObjects: true,
  });
  return startOf("RunBulkQuery", answer);
}

/** What one line of a bulk mutation's file is given to. */
export interface BulkMutation {
  mutation: string;
  /** The `path` of an `uploadLines`. */
  stagedUploadPath: string;
  /** The same identifier never starts a second operation while the first is known. */
  clientIdentifier: string;
}

/**
 * Starts a bulk mutation over an uploaded file.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function runBulkMutation(admin: Admin, mutation: BulkMutation): Promise<BulkStart> {
  const { bulkOperationRunMutation: answer } = await admin.ask(RUN_BULK_MUTATION, {
    ...mutation,
  });
  return startOf("RunBulkMutation", answer);
}

function startOf(
  name: string,
  answer: {
    bulkOperation: { id: string } | null;
    userErrors: readonly {
      code: string | null;
      field: readonly string[] | null;
      message: string;
    }[];
  } | null,
): BulkStart {
  const userErrors = answer?.userErrors ?? [];
  if (userErrors.some(({ code }) => code !== null && BUSY.has(code))) return { kind: "busy" };
  refuseUserErrors(name, userErrors);
  if (!answer?.bulkOperation) throw new ShopifyRefused(`${name}: no operation was made`);
  return { kind: "started", bulkOperationId: numericId(answer.bulkOperation.id) };
}

/** How it stands with a bulk operation. Shopify's word comes by webhook too, but that may be lost. */
export async function readBulkOperation(admin: Admin, bulkOperationId: number): Promise<BulkState> {
  const { bulkOperation } = await admin.ask(BULK_OPERATION_BY_ID, {
    id: gid("BulkOperation", bulkOperationId),
  });
  return bulkOperation ? stateOf(bulkOperation) : { kind: "gone" };
}

function stateOf({
  status,
  errorCode,
  objectCount,
  rootObjectCount,
  fileSize,
  url,
}: BulkNode): BulkState {
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { kind: "running", objects: Number(objectCount) };
    case "COMPLETED":
      return {
        kind: "completed",
        url,
        bytes: fileSize === null ? null : Number(fileSize),
        rootObjects: Number(rootObjectCount),
      };
    case "CANCELED":
    case "EXPIRED":
    case "FAILED":
      return { kind: "failed", reason: errorCode ?? status };
  }
}

/** Gives up an operation that does not finish. One that has finished meanwhile is left as it is. */
export async function cancelBulkOperation(admin: Admin, bulkOperationId: number): Promise<void> {
  await admin.ask(CANCEL_BULK_OPERATION, { id: gid("BulkOperation", bulkOperationId) });
}

/**
 * Uploads a bulk mutation's variables, one JSON document a line; at most 100 MB.
 * @returns the path to start the mutation with.
 * @throws ShopifyUnavailable, ShopifyRefused
 */
export async function uploadLines(
  admin: Admin,
  { filename, file }: { filename: string; file: Blob },
): Promise<string> {
  const { stagedUploadsCreate: answer } = await admin.ask(STAGE_UPLOAD, {
    filename,
    fileSize: String(file.size),
  });
  refuseUserErrors("StageUpload", answer?.userErrors ?? []);
  const target = answer?.stagedTargets?.[0];
  const path = target?.parameters.find(({ name }) => name === "key")?.value;
  if (!target?.url || path === undefined)
    throw new ShopifyRefused("StageUpload: no place was given");

  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append("file", file, filename); // must be last
  const response = await fetch(target.url, { method: "POST", body: form }).catch(() => null);
  if (!response?.ok)
    throw new ShopifyUnavailable(`the upload ended with ${response?.status ?? "no answer"}`);
  await response.body?.cancel();
  return path;
}
