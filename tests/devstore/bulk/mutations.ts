import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { setImmediate as breathe } from "node:timers/promises";
import { getOperationAST, GraphQLError, Kind, OperationTypeNode, type DocumentNode } from "graphql";
import { executeLine, prepare } from "../admin-api/execute.ts";
import type { Context } from "../admin-api/resolver.ts";
import type { BulkFaults } from "./faults.ts";
import { filePath } from "./files.ts";
import type { LineFile } from "./line-file.ts";
import {
  isFull,
  launch,
  produce,
  progress,
  record,
  Stopped,
  tooMany,
  type StartPayload,
} from "./operations.ts";
import type { BulkOperationRow } from "./operation-row.ts";
import { uploadLimit } from "./staged-uploads.ts";

interface MutationArgs {
  readonly mutation: string;
  readonly stagedUploadPath: string;
  readonly clientIdentifier?: string | null;
}

/** Bulk operations start no bulk operations. */
const refusedRoots = /^(bulkOperation\w*|stagedUploadsCreate)$/;
const noSuchFile =
  "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";

/** bulkOperationRunMutation: one mutation, run once for each line of variables that was uploaded. */
export function startMutation(context: Context, args: MutationArgs): StartPayload {
  const { store, access } = context;
  let document: DocumentNode;
  try {
    const ready = prepare(args.mutation);
    document = ready.document;
    const fault = ready.faults[0];
    if (fault)
      return refused(null, `Failed to parse the mutation - ${fault.message}`, "INVALID_MUTATION");
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault;
    return refused(
      null,
      `Failed to parse the mutation - ${fault.message.toLowerCase().replace(/^syntax error: /, "syntax error, ")}`,
      "INVALID_MUTATION",
    );
  }
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.MUTATION)
    return refused(
      null,
      "Invalid operation type. Only `mutation` operations are supported.",
      "INVALID_MUTATION",
    );
  const roots = operation.selectionSet.selections.flatMap((part) =>
    part.kind === Kind.FIELD ? [part.name.value] : [],
  );
  if (roots.some((root) => refusedRoots.test(root)))
    return refused(["mutation"], "You must use an allowed mutation name.", null);
  const upload = store.get<{ file_name: string; byte_size: number | null; resource: string }>(
    "SELECT file_name, byte_size, resource FROM staged_uploads WHERE key = ?",
    args.stagedUploadPath,
  );
  if (upload?.resource !== "BULK_MUTATION_VARIABLES" || upload.byte_size === null)
    return refused(null, noSuchFile, "NO_SUCH_FILE");
  if (upload.byte_size > uploadLimit) {
    return refused(
      null,
      "The input file size exceeds the maximum allowed size of 100 MB.",
      "INVALID_STAGED_UPLOAD_FILE",
    );
  }
  if (isFull(store, access.clientId, "MUTATION"))
    return refused(
      null,
      tooMany(store, access.clientId, "MUTATION", "mutation"),
      "OPERATION_IN_PROGRESS",
    );
  const row = record(context, {
    type: "MUTATION",
    query: args.mutation,
    groupObjects: false,
    stagedPath: args.stagedUploadPath,
    clientIdentifier: args.clientIdentifier ?? null,
  });
  launch(() => run(context, row, document, filePath(store, upload.file_name)));
  return { bulkOperation: row, userErrors: [] };
}

async function run(
  context: Context,
  row: BulkOperationRow,
  document: DocumentNode,
  path: string,
): Promise<void> {
  await produce(context.store, row, async (file, faults) => {
    let number = 0;
    for await (const text of createInterface({
      input: createReadStream(path),
      crlfDelay: Infinity,
    })) {
      if (text.trim() === "") continue;
      await writeLine(context, document, file, faults, text, number);
      number++;
      if (number % 20 === 0) {
        progress(context.store, row.id, file.lines, file.lines);
        await breathe();
      }
    }
    return { roots: file.lines };
  });
}

/** One execution and its line: `data` (or `errors`) with `__lineNumber`, counted from 0. */
async function writeLine(
  context: Context,
  document: DocumentNode,
  file: LineFile,
  faults: BulkFaults,
  text: string,
  number: number,
): Promise<void> {
  if (number === faults.failAfterLines) throw new Stopped("failed on demand");
  const variables = variablesOf(text);
  const answer = variables
    ? await executeLine(document, variables, context)
    : { errors: [{ message: "The line is no JSON object" }] };
  file.write(JSON.stringify({ ...answer, __lineNumber: number }));
}

function variablesOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}

function refused(
  field: readonly string[] | null,
  message: string,
  code: string | null,
): StartPayload {
  return { bulkOperation: null, userErrors: [{ field, message, code }] };
}
