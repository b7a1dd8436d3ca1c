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
const PIECE_BYTES = 1 << 17;

/** Some whole lines, and where they begin, in bytes from the beginning of the file. */
export interface BulkPiece {
  /** Only until the next piece is asked for: it comes in the same memory. */
  bytes: Buffer;
  start: number;
}

/**
 * The lines of a bulk operation's result, some at a time and in constant memory.
 * @throws ShopifyUnavailable when it breaks off, BulkResultGone
 */
export async function* bulkLines(
  url: string,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<BulkLine[]> {
  const from = { from: 0, bytes: PIECE_BYTES };
  for await (const piece of bulkPieces(url, { ...from, ...(signal && { signal }) })) {
    yield [...linesIn(piece)];
  }
}

/**
 * A bulk operation's result in pieces of about so many bytes, from a byte offset at which a line begins. The offset
 * counts bytes of the plain file, so nothing compressed is asked for.
 * @throws ShopifyUnavailable when it breaks off, BulkResultGone
 */
export async function* bulkPieces(
  url: string,
  { from, bytes, signal }: { from: number; bytes: number; signal?: AbortSignal },
): AsyncGenerator<BulkPiece> {
  const response = await open(url, from, signal);
  let start = response.status === 206 ? from : 0; // a server that knows no ranges begins at the beginning
  let held = Buffer.allocUnsafe(bytes + PIECE_BYTES);
  let size = 0;

  for await (const some of chunksOf(response)) {
    const known = Math.min(some.length, Math.max(0, from - start));
    start += known;
    if (size + some.length > held.length) {
      held = Buffer.concat([held.subarray(0, size)], 2 * (size + some.length));
    }
    held.set(some.subarray(known), size);
    size += some.length - known;

    let at = 0;
    while (size - at >= bytes) {
      const end = held.subarray(0, size).indexOf(NEWLINE, at + bytes - 1) + 1;
      if (end === 0) break; // the end of the line is still to come
      yield { bytes: held.subarray(at, end), start };
      start += end - at;
      at = end;
    }
    held.copyWithin(0, at, size);
    size -= at;
  }
  if (size > 0) yield { bytes: held.subarray(0, size), start };
}

/** The lines of a piece; empty ones are none. */
export function* linesIn({ bytes, start }: BulkPiece): Generator<BulkLine> {
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    const next = newline < 0 ? end : newline + 1;
    if (end > from) yield { text: bytes.toString("utf8", from, end), end: start + next };
    from = next;
  }
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
