import { useCallback, useEffect, useState } from "react";
import type { Counted, Preview } from "./preview.ts";

/** How long the merchant must have stopped typing before we count. */
const PAUSE_MS = 200;

export interface LiveCount {
  state: "idle" | "counting" | "counted" | "refused" | "failed";
  /** The last good count, of this text or of one before. */
  last: Counted | null;
  /** What the server refuses in this text. */
  refused: Extract<Preview, { kind: "refused" }> | null;
  again: () => void;
}

interface Settled {
  query: string;
  attempt: number;
  state: "counted" | "refused" | "failed";
  refused: LiveCount["refused"];
}

/** Counts a query once typing pauses. A count that has been overtaken is called off. */
export function useLiveCount(query: string, segmentId: number | null): LiveCount {
  const [last, setLast] = useState<Counted | null>(null);
  const [settled, setSettled] = useState<Settled | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!query.trim()) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void ask(query, segmentId, abort.signal).then(
        (preview) => {
          if (abort.signal.aborted) return;
          if (preview.kind === "counted") setLast(preview);
          const refused = preview.kind === "refused" ? preview : null;
          setSettled({ query, attempt, state: preview.kind, refused });
        },
        () => {
          if (abort.signal.aborted) return;
          setSettled({ query, attempt, state: "failed", refused: null });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, segmentId, attempt]);

  const again = useCallback(() => {
    setAttempt((times) => times + 1);
  }, []);
  if (!query.trim()) return { state: "idle", last: null, refused: null, again };
  const isSettled = settled?.query === query && settled.attempt === attempt;
  return {
    state: isSettled ? settled.state : "counting",
    last,
    refused: isSettled ? settled.refused : null,
    again,
  };
}

/** By POST: a query may be longer than an address. */
async function ask(query: string, segmentId: number | null, signal: AbortSignal): Promise<Preview> {
  const body = new URLSearchParams({ query });
  if (segmentId !== null) body.set("segmentId", String(segmentId));
  const response = await fetch("/app/segments/preview", { method: "POST", body, signal });
  if (!response.ok) throw new Error(`preview: ${response.status}`);
  return (await response.json()) as Preview;
}
