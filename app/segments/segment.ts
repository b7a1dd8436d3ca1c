import { z } from "zod";
import type { QueryError } from "./query/query-error.ts";

/** What a merchant says of a segment. The query is read where it is saved, since its errors have positions. */
export const SegmentForm = z.object({
  name: z.string().trim().min(1).max(255),
  query: z.string(),
  /** When what was changed had been changed before, if anybody asks. */
  basedOn: z.coerce.number().int().positive().optional().catch(undefined),
});

/** A segment as it is kept. */
export interface Segment {
  segmentId: number;
  /** Opaque, since a shopper may see it. */
  handle: string;
  name: string;
  query: string;
  templateKey: string | null;
  /** Lower is shown first when a customer is in several. */
  priority: number;
  memberCount: number;
  /** As of when the members are true; null before the first refresh. */
  asOf: number | null;
  /** Why the last refresh failed; the members are then still those of `asOf`. */
  fault: string | null;
  /** When its name or its query was last saved. */
  updatedAt: number;
  /** What it is for, and the number it is judged by (objectives.ts). */
  objective: string | null;
  measure: string | null;
  /** The query of which the merchant said that prices may depend on it; another query has to be asked for anew. */
  acknowledgedQuery: string | null;
}

/** What can come of saving a segment that a merchant can answer for. */
export type NotSaved =
  | { kind: "name-taken" }
  | { kind: "query-refused"; errors: readonly QueryError[] }
  | { kind: "changed-meanwhile"; theirs: { name: string; query: string; updatedAt: number } };
