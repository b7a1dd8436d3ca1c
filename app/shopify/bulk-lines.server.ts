import { Fault } from "#app/platform/errors.ts";
import { ShopifyUnavailable } from "./faults.ts";

/** The result of a bulk operation is not there any more: seven days after completion Shopify removes it. */
export class BulkResultGone extends Fault {
  readonly code = "bulk_result_gone";
  readonly retryable = true;
}

export interface BulkLine {
  text: string;
  /** Where the next line begins, in bytes from the beginning of the file: to go on from there. */
  end: number;
}

const NEWLINE = 0x0a;
const CHUNK_LINES = 500;

/**
 * The lines of a bulk operation's result, a few hundred at a time and in constant memory, from a byte offset at which
 * a line begins. The offset counts bytes of the plain file, so nothing compressed is asked for.
 * @throws ShopifyUnavailable when it breaks off, BulkResultGone
 */
export async function* bulkLines(
  url: string,
  { from = 0, signal }: { from?: number; signal?: AbortSignal } = {},
): AsyncGenerator<BulkLine[]> {
  const response = await open(url, from, signal);
  let position = response.status === 206 ? from : 0; // a server that knows no ranges begins at the beginning
  let rest: Buffer = Buffer.alloc(0);
  let lines: BulkLine[] = [];

  for await (const bytes of chunksOf(response)) {
    const chunk =
      rest.length > 0
        ? Buffer.concat([rest, bytes])
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (position + start >= from && end > start) {
        lines.push({ text: chunk.toString("utf8", start, end), end: position + end + 1 });
      }
      start = end + 1;
      if (lines.length === CHUNK_LINES) {
        yield lines;
        lines = [];
      }
    }
    position += start;
    rest = chunk.subarray(start);
  }
  if (rest.length > 0) lines.push({ text: rest.toString("utf8"), end: position + rest.length });
  if (lines.length > 0) yield lines;
}

async function open(url: string, from: number, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, {
    headers: { "Accept-Encoding": "identity", ...(from > 0 && { Range: `bytes=${from}-` }) },
    ...(signal && { signal }),
  }).catch(() => null);
  if (!response) throw new ShopifyUnavailable("the result of the bulk operation cannot be reached");
  if (response.status === 416) return new Response(""); // all of it was read before
  if ([400, 403, 404, 410].includes(response.status)) {
    throw new BulkResultGone(`the result of the bulk operation is gone (HTTP ${response.status})`);
  }
  if (!response.ok)
    throw new ShopifyUnavailable(`the result of the bulk operation: HTTP ${response.status}`);
  return response;
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ShopifyUnavailable("the result of the bulk operation broke off");
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // when whoever reads has had enough
  }
}
