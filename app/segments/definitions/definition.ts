import { z } from "zod";
import { MEASURES, OBJECTIVES } from "../objectives.ts";

/** What a shopper may see of a segment, and what everybody is published under. */
const RESERVED = "everyone";

/** A segment as it stands in a file. */
export const Definition = z.strictObject({
  name: z.string().trim().min(1).max(255),
  /** Missing in a file of a segment that no shop has yet; then the name says which it is. */
  handle: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: "a handle has small letters, digits and hyphens: s-k3f9ab" })
    .refine((handle) => handle !== RESERVED, { error: `the handle ${RESERVED} is taken` })
    .optional(),
  query: z.string(),
  /** Missing: behind all others, or where it is. */
  priority: z.int().min(1).max(1_000_000).optional(),
  objective: z.enum(OBJECTIVES).optional(),
  measure: z.enum(MEASURES).optional(),
}); // prettier-ignore
export type Definition = z.infer<typeof Definition>;

export const FIELDS = ["name", "handle", "query", "priority", "objective", "measure"] as const;
export type Field = (typeof FIELDS)[number];

/** A definition with the file that it stands in. */
export interface Filed {
  file: string;
  definition: Definition;
  /** The line on which the query's own first line stands. */
  queryLine: number;
}

/** Something in a file that has to be put right first. */
export interface FileFault {
  file: string;
  line: number;
  message: string;
}
