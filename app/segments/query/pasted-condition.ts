const TOKEN = /'(?:[^'\\]|\\[^])*'?|--[^\n]*|[\w.$-]+|[^\s]/g;

/** What may come behind the condition of a ShopifyQL statement. */
const ENDS = new Set(["ORDER", "GROUP", "LIMIT", "HAVING", "SINCE", "UNTIL", "DURING", "COMPARE", "TIMESERIES", "VISUALIZE", "WITH"]); // prettier-ignore

/**
 * The condition out of a statement as Shopify's admin shows a segment: `FROM customers SHOW … WHERE … ORDER BY …`,
 * or of its end from WHERE on. Null if the text is no such statement, or has no condition. Quoted text is left alone.
 */
export function takePastedCondition(text: string): string | null {
  const tokens = [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    ...{ word: word.toUpperCase(), from: index, to: index + word.length },
  }));
  const [first] = tokens;
  if (first?.word !== "FROM" && first?.word !== "WHERE") return null;
  const where = tokens.findIndex(({ word }) => word === "WHERE");
  if (where < 0) return null;
  const behind = tokens.slice(where + 1);
  // A filter may be called as a word of the statement: only what stands where no operator follows ends it.
  const end = behind.find(({ word }, index) => {
    if (word === ";") return true;
    return ENDS.has(word) && !/^([<>!=(]|IS|NOT|CONTAINS|BETWEEN|MATCHES)/.test(behind[index + 1]?.word ?? ""); // prettier-ignore
  });
  const from = tokens[where]?.to ?? 0;
  const condition = text.slice(from, end?.from ?? text.length).trim();
  return condition === "" ? null : condition;
}
