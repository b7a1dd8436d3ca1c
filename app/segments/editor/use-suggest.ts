import { useMemo } from "react";
import type { Suggest, Suggestion } from "./suggestion.ts";

/** Asks our own server for the shop's values, the same question once; none if it does not answer. */
export function useSuggest(): Suggest {
  return useMemo(() => {
    const known = new Map<string, Promise<readonly Suggestion[]>>();
    return ({ source, search, exactly }) => {
      const question = new URLSearchParams({ source, search, ...(exactly ? { exactly: "1" } : {}) }).toString(); // prettier-ignore
      const asked = known.get(question) ?? ask(question);
      known.set(question, asked);
      return asked.catch(() => {
        known.delete(question);
        return [];
      });
    };
  }, []);
}

async function ask(question: string): Promise<readonly Suggestion[]> {
  const response = await fetch(`/app/segments/suggestions?${question}`);
  if (!response.ok) throw new Error(`suggestions: ${response.status}`);
  const { suggestions } = (await response.json()) as { suggestions: Suggestion[] };
  return suggestions;
}
