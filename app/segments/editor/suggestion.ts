/** Where values come from that only the shop knows. */
export const SUGGESTION_SOURCES = ["tags", "countries", "products"] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

export interface Suggestion {
  /** As it stands in the query. */
  literal: string;
  label: string;
  detail: string | null;
}

/** Values that fit what was typed, the most common first; with `exactly`, what these values are called. */
export interface SuggestionQuestion {
  source: SuggestionSource;
  search: string;
  exactly?: boolean;
}

export type Suggest = (question: SuggestionQuestion) => Promise<readonly Suggestion[]>;
