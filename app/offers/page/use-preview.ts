import { useCallback, useEffect, useState } from "react";
import type { OfferPreview } from "./preview.ts";
import type { OfferFields } from "./editor/fields.ts";

/** How long the merchant must have stopped typing before an offer is reckoned. */
const PAUSE_MS = 500;

export interface LivePreview {
  state: "reckoning" | "reckoned" | "failed";
  /** The last one that came, of this offer or of one as it stood before. */
  last: OfferPreview | null;
  again: () => void;
}

/**
 * What an offer would do as it stands in the form, once typing pauses; without fields nothing is asked. An answer that
 * has been overtaken is called off.
 */
export function usePreview(fields: OfferFields | null, offerId: number | null): LivePreview {
  const [last, setLast] = useState<OfferPreview | null>(null);
  const [settled, setSettled] = useState<{ asked: string; state: LivePreview["state"] } | null>(
    null,
  );
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => {
    setSettled(null);
    setAttempt((times) => times + 1);
  }, []);
  const asked = fields === null ? null : askedOf(fields, offerId);

  useEffect(() => {
    if (asked === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void ask(asked, abort.signal).then(
        (preview) => {
          if (abort.signal.aborted) return;
          setLast(preview);
          setSettled({ asked, state: "reckoned" });
        },
        () => {
          if (!abort.signal.aborted) setSettled({ asked, state: "failed" });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked, attempt]);

  return { state: settled?.asked === asked ? settled.state : "reckoning", last, again };
}

const askedOf = (fields: OfferFields, offerId: number | null) =>
  new URLSearchParams({
    ...fields,
    ...(offerId === null ? {} : { offerId: String(offerId) }),
  }).toString();

async function ask(asked: string, signal: AbortSignal): Promise<OfferPreview> {
  const body = new URLSearchParams(asked);
  const response = await fetch("/app/offers/preview", { method: "POST", body, signal });
  if (!response.ok) throw new Error(`preview: ${response.status}`);
  return (await response.json()) as OfferPreview;
}
