import { cancelOperation, findOperation, startQuery } from "../../bulk/operations.ts";
import type { BulkOperationRow } from "../../bulk/operation-row.ts";
import { startMutation } from "../../bulk/mutations.ts";
import { stagedTargets, type StagedUploadInput } from "../../bulk/staged-uploads.ts";
import { fileUrl } from "../../bulk/files.ts";
import { pageOf, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import { FieldRefusal, type Resolvers } from "../resolver.ts";
import { choice, conditionOf, moment, number, words, type SearchFields } from "../search.ts";

const createdAt = moment("bulk_operations.created_at");
const completedAt = moment("bulk_operations.completed_at");

const searchFields: SearchFields = {
  id: number("bulk_operations.id"),
  status: choice("bulk_operations.status"),
  operation_type: choice("bulk_operations.type"),
  client_identifier: words("bulk_operations.client_identifier"),
  created_at: (term) => createdAt(term) ?? refuse("created_at"),
  completed_at: (term) => completedAt(term) ?? refuse("completed_at"),
};

function refuse(field: string): never {
  throw new FieldRefusal("BAD_REQUEST", `Invalid timestamp for query filter \`${field}\`.`);
}

export const bulkOperations: Resolvers = {
  QueryRoot: {
    bulkOperation: (_root, args: { id: string }, { store, access }) => {
      const row = findOperation(store, numericId(args.id, "BulkOperation"));
      return row?.client_id === access.clientId ? row : null;
    },
    bulkOperations: (
      _root,
      args: PageArgs & { query?: string | null; sortKey?: string | null },
      { store, access },
    ) =>
      pageOf(
        store,
        {
          select: "SELECT bulk_operations.* FROM bulk_operations",
          where: [
            { sql: "bulk_operations.client_id = ?", values: [access.clientId] },
            ...conditionOf(args.query, searchFields).where,
          ],
          sort:
            args.sortKey === "COMPLETED_AT"
              ? "coalesce(bulk_operations.completed_at, 0)"
              : "bulk_operations.created_at",
          id: "bulk_operations.id",
        },
        // Newest first, unless it is reversed.
        { ...args, reverse: args.reverse !== true },
      ),
    currentBulkOperation: (_root, args: { type?: string | null }, { store, access }) =>
      store.get(
        "SELECT * FROM bulk_operations WHERE client_id = ? AND type = ? ORDER BY id DESC LIMIT 1",
        access.clientId,
        args.type ?? "QUERY",
      ) ?? null,
  },
  Mutation: {
    bulkOperationRunQuery: (_root, args: { query: string; groupObjects?: boolean }, context) =>
      startQuery(context, args.query, args.groupObjects === true),
    bulkOperationRunMutation: (
      _root,
      args: { mutation: string; stagedUploadPath: string; clientIdentifier?: string | null },
      context,
    ) => startMutation(context, args),
    bulkOperationCancel: (_root, args: { id: string }, context) =>
      cancelOperation(context, numericId(args.id, "BulkOperation")),
    stagedUploadsCreate: (_root, args: { input: readonly StagedUploadInput[] }, { store }) =>
      stagedTargets(store, args.input),
  },
  BulkOperation: {
    id: (row: BulkOperationRow) => gid("BulkOperation", row.id),
    type: (row: BulkOperationRow) => row.type,
    status: (row: BulkOperationRow) => row.status,
    errorCode: (row: BulkOperationRow) => row.error_code,
    query: (row: BulkOperationRow) => row.query,
    objectCount: (row: BulkOperationRow) => String(row.object_count),
    rootObjectCount: (row: BulkOperationRow) => String(row.root_object_count),
    fileSize: (row: BulkOperationRow) => (row.file_size === null ? null : String(row.file_size)),
    url: (row: BulkOperationRow, _args, { store }) =>
      row.partial === 1 ? null : fileUrl(store, row),
    partialDataUrl: (row: BulkOperationRow, _args, { store }) =>
      row.partial === 1 ? fileUrl(store, row) : null,
    createdAt: (row: BulkOperationRow) => momentText(row.created_at),
    completedAt: (row: BulkOperationRow) => momentTextOrNull(row.completed_at),
  },
};
