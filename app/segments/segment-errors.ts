import type { NotSaved } from "./segment.ts";
import type { SegmentErrors } from "./segment-form.tsx";

/** Why a segment was not saved, at the field it is about. */
export function errorsOf(refused: NotSaved | { kind: "name-unfit" }): SegmentErrors {
  switch (refused.kind) {
    case "name-unfit":
      return { name: "A name has 1 to 255 characters" };
    case "name-taken":
      return { name: "Another segment has this name" };
    case "query-refused":
      return { query: refused.errors };
  }
}
