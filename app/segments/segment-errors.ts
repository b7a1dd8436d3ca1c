import type { QueryError } from "./query/query-error.ts";
import type { NotSaved } from "./segment.ts";

/** What is wrong, at the field it is about. */
export interface SegmentErrors {
  name?: string;
  query?: readonly QueryError[];
}

/** Why a segment was not saved, for the page that it was written on. */
export interface SaveProblem {
  errors?: SegmentErrors;
  /** As somebody else has saved it meanwhile. */
  theirs?: { name: string; query: string; updatedAt: number };
  isDeleted?: true;
}

export function problemOf(
  refused: NotSaved | { kind: "name-unfit" } | { kind: "missing" },
): SaveProblem {
  switch (refused.kind) {
    case "name-unfit":
      return { errors: { name: "A name has 1 to 255 characters" } };
    case "name-taken":
      return { errors: { name: "Another segment has this name" } };
    case "query-refused":
      return { errors: { query: refused.errors } };
    case "changed-meanwhile":
      return { theirs: refused.theirs };
    case "missing":
      return { isDeleted: true };
  }
}
