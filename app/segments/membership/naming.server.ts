import type { Database } from "#app/db/database.server.ts";
import { quote } from "../query/read-value.ts";
import { queryError, type QueryError } from "../query/query-error.ts";
import type { Query } from "../query/query.ts";
import { recordVersion } from "../versions/record-version.server.ts";
import { dependentsOf, loopOf, namedSegments } from "./dependence.ts";
import { namingSegments } from "./naming-segments.server.ts";

interface Definition {
  shopId: number;
  parsed: { query: Query };
  name: string;
  query: string;
}

/** Refuses a query by which a segment would ask for itself, with the way there. */
export async function findLoop(
  tx: Database,
  { shopId, parsed, name, query }: Definition,
): Promise<{ kind: "query-refused"; errors: QueryError[] } | null> {
  const named = namedSegments(parsed.query);
  if (named.length === 0) return null;
  const own = { name: name.trim(), names: named.map((one) => one.name) };
  const loop = loopOf(own, await namingSegments(tx, { shopId }));
  if (!loop) return null;
  const first = named.find((one) => one.name === loop[1]);
  const message = `a segment cannot ask for itself: ${loop.join(" → ")}`;
  const at = first?.at ?? { from: 0, to: query.length };
  return {
    kind: "query-refused",
    errors: [queryError(query, at, { code: "value", message, suggestion: null })],
  };
}

/** A segment and all that ask for it, by way of others too. */
export async function withDependents(
  tx: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<number[]> {
  const all = await namingSegments(tx, { shopId });
  const name = all.find((one) => one.segmentId === segmentId)?.name;
  const dependents = name === undefined ? [] : dependentsOf(name, all);
  return [segmentId, ...dependents.map((one) => one.segmentId)];
}

/** Names of the segments that ask for this one themselves. */
export async function usersOf(
  tx: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<string[]> {
  const all = await namingSegments(tx, { shopId });
  const name = all.find((one) => one.segmentId === segmentId)?.name;
  return all.flatMap((one) => (name !== undefined && one.names.includes(name) ? [one.name] : []));
}

/** A segment that is named anew is named anew in the queries that ask for it. They keep their meaning and members. */
export async function renameInQueries(
  tx: Database,
  { shopId, from, to, at }: { shopId: number; from: string; to: string; at: number },
): Promise<void> {
  if (from === to) return;
  for (const { segmentId, name, query, named } of await namingSegments(tx, { shopId })) {
    const places = named.filter((one) => one.name === from).map((one) => one.at);
    if (places.length === 0) continue;
    const renamed = places
      .toSorted((a, b) => b.from - a.from)
      .reduce((text, place) => text.slice(0, place.from) + quote(to) + text.slice(place.to), query);
    await tx
      .updateTable("segments")
      .set({ query: renamed, updatedAt: at })
      .where("shopId", "=", shopId)
      .where("segmentId", "=", segmentId)
      .execute();
    await recordVersion(tx, { shopId, segmentId, name, query: renamed, at });
  }
}
