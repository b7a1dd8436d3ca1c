import { createReadStream, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../store/open-store.ts";
import type { BulkOperationRow } from "./operation-row.ts";

const sevenDays = 7 * 86_400_000;

/** Where results and uploads of a shop stand. */
export function bulkFolder(store: Store): string {
  const folder = join(store.directory, "bulk", store.domain);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function filePath(store: Store, name: string): string {
  return join(bulkFolder(store), name);
}

/** Where the result is fetched from; null while there is none, when it is empty, and seven days after its end. */
export function fileUrl(store: Store, row: BulkOperationRow): string | null {
  if (
    row.file_name === null ||
    row.file_size === null ||
    row.file_size === 0 ||
    row.completed_at === null
  )
    return null;
  return isExpired(store, row)
    ? null
    : `${store.shops.origin}/shops/${store.domain}/bulk/${row.file_name}`;
}

export function isExpired(store: Store, row: BulkOperationRow): boolean {
  return row.completed_at !== null && row.completed_at + sevenDays <= store.now();
}

/** A file as an answer, whole or the range that was asked for (`bytes=a-b`, `bytes=a-`, `bytes=-n`). */
export function fileResponse(path: string, range: string | null): Response {
  const size = statSync(path).size;
  const headers = { "content-type": "application/jsonl", "accept-ranges": "bytes" };
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === "" && to === "") {
    return new Response(streamOf(path, 0, size - 1, size), {
      headers: { ...headers, "content-length": String(size) },
    });
  }
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || start > end)
    return new Response(null, {
      status: 416,
      headers: { "content-range": `bytes */${String(size)}` },
    });
  return new Response(streamOf(path, start, end, size), {
    status: 206,
    headers: {
      ...headers,
      "content-length": String(end - start + 1),
      "content-range": `bytes ${String(start)}-${String(end)}/${String(size)}`,
    },
  });
}

function streamOf(
  path: string,
  start: number,
  end: number,
  size: number,
): ReadableStream<Uint8Array> | null {
  if (size === 0) return null;
  const file = createReadStream(path, { start, end, highWaterMark: 256 * 1024 });
  const pieces: AsyncIterator<Buffer> = file[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    cancel() {
      file.destroy();
    },
  });
}
