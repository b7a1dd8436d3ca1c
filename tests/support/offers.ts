import { activateOffer } from "#app/offers/activate-offer.server.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { plainTerms } from "#app/offers/terms.ts";

/** Ten per cent off everything, as an offer's row has it. */
export const TEN_OFF = textOfTerms(
  plainTerms({ kind: "percentage", basisPoints: 1000, items: { kind: "all" } }),
);

/** Activates a draft as a merchant does who confirms whatever they are asked to. */
export async function activateConfirmed(...[working, of]: Parameters<typeof activateOffer>) {
  const outcome = await activateOffer(working, of);
  if (outcome.kind !== "guarded" || outcome.findings.some(({ level }) => level === "stop")) {
    return outcome;
  }
  const confirmed = outcome.findings.map(({ code }) => code);
  return activateOffer(working, { ...of, confirmed });
}
