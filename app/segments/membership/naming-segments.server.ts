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
    const parsed = parseQuery(segment.query);
    const named = parsed.kind === "parsed" ? namedSegments(parsed.query) : [];
    return { ...segment, named, names: named.map(({ name }) => name) };
  });
}
