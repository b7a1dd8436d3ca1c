import type { Database } from "#app/db/database.server.ts";
import { parseQuery } from "../query/parse-query.ts";
import { namedSegments } from "./dependence.ts";

/** A shop's segments, each with the names of those it asks for. */
export async function namingSegments(db: Database, { shopId }: { shopId: number }) {
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "name", "query"])
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .execute();
  return segments.map((segment) => {
    // Most name none, and need not be read for that.
    const parsed = segment.query.includes("_segment") ? parseQuery(segment.query) : null;
    const named = parsed?.kind === "parsed" ? namedSegments(parsed.query) : [];
    return { ...segment, named, names: named.map(({ name }) => name) };
  });
}
