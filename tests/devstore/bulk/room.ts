import { existsSync } from "node:fs";
import type { Room } from "../room.ts";
import { fileResponse, filePath, isExpired } from "./files.ts";
import type { BulkOperationRow } from "./operation-row.ts";
import { receiveUpload } from "./staged-uploads.ts";

const path = /^\/shops\/([^/]+)\/(bulk|uploads)(?:\/([\w.-]+))?$/;

/** Result files (with Range) and staged uploads: what Shopify keeps at storage.googleapis.com. */
export const room: Room = async (request, shops) => {
  const [, domain, kind, name] = path.exec(new URL(request.url).pathname) ?? [];
  const store = domain === undefined ? undefined : shops.byDomain(domain);
  if (!store || kind === undefined) return null;
  if (kind === "uploads")
    return request.method === "POST"
      ? receiveUpload(store, request)
      : new Response(null, { status: 405 });
  const row = store.get<BulkOperationRow>(
    "SELECT * FROM bulk_operations WHERE file_name = ?",
    name ?? "",
  );
  const file = name === undefined ? "" : filePath(store, name);
  if (!row || isExpired(store, row) || !existsSync(file)) {
    return new Response(
      "<?xml version='1.0' encoding='UTF-8'?><Error><Code>NoSuchKey</Code></Error>",
      { status: 404, headers: { "content-type": "application/xml" } },
    );
  }
  return fileResponse(file, request.headers.get("range"));
};
