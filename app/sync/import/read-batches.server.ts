import { bulkPieces, linesIn, type BulkPiece } from "#app/shopify/bulk-lines.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Resource } from "../imported-resource.ts";
import { LineGroups, type Group } from "./group-lines.ts";
import { joinedParts, partReader, type Part } from "./parts.ts";

/** What is to be read, from which byte on, and how much of it is saved at once. */
export interface Reading {
  resource: Resource;
  shop: Pick<Shop, "shopId" | "timeZone" | "currency">;
  url: string;
  from: number;
  batchBytes: number;
}

/** What one transaction saves: rows, no objects of Shopify's. */
export interface Batch {
  parts: Part[];
  roots: number;
  /** The byte after it: when it is saved, everything up to there is. */
  end: number;
}

/** Objects read before they are put into rows: few, so that they do not grow old. */
const OBJECTS_AT_ONCE = 4_000;
const PIECE_BYTES = 1 << 18;
/** The first batches are small, each twice as large as the last one: so saving need not wait long for the first. */
const FIRST_OF_BATCH = 1 / 8;

/**
 * Reads the result of a bulk operation in our terms, a batch at a time.
 * @throws ShopifyUnavailable, BulkResultGone, ImportMalformed, MoneyInvalid, IdInvalid
 */
export async function* readBatches(
  { resource, shop, url, from, batchBytes }: Reading,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const reader = partReader(resource, shop);
  let batch: Batch = { parts: [], roots: 0, end: from };
  let objects = 0;
  let start = from;
  let size = batchBytes * FIRST_OF_BATCH;

  for await (const groups of groupsIn(url, from, signal)) {
    for (const group of groups) {
      reader.take(group);
      batch.roots += 1;
      batch.end = group.end;
      objects += 1 + group.children.length;
      const isFull = batch.end - start >= size;
      if (!isFull && objects < OBJECTS_AT_ONCE) continue;
      batch.parts.push(reader.part());
      objects = 0;
      if (!isFull) continue;
      yield { ...batch, parts: joinedParts(batch.parts) };
      size = Math.min(2 * size, batchBytes);
      start = batch.end;
      batch = { parts: [], roots: 0, end: start };
    }
  }
  if (batch.roots === 0) return;
  if (objects > 0) batch.parts.push(reader.part());
  yield { ...batch, parts: joinedParts(batch.parts) };
}

/** The groups of each piece, as they become complete. */
async function* groupsIn(
  url: string,
  from: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Iterable<Group>> {
  const lines = new LineGroups();
  const pieces = { from, bytes: PIECE_BYTES, ...(signal && { signal }) };
  for await (const piece of bulkPieces(url, pieces)) yield completeIn(piece, lines);
  const last = lines.last();
  if (last) yield [last];
}

function* completeIn(piece: BulkPiece, lines: LineGroups): Generator<Group> {
  for (const line of linesIn(piece)) {
    const group = lines.take(line);
    if (group) yield group;
  }
}
