import type { Format } from "#app/ui/format.ts";
import type { Drift } from "../../drift.ts";
import { combinesWords, minimumWords, reductionWords, type Titles } from "../offer-words.ts";
import type { Terms } from "../../terms.ts";

/** One difference: what it is in, what we sent, and what Shopify holds. */
export interface DriftWords {
  label: string;
  ours: string;
  theirs: string;
}

const AUDIENCES = {
  members: "the members of the segment",
  everyone: "everyone",
  more: "the members, and others",
  others: "others than the members",
};

const STANDINGS = {
  applies: "is applied",
  rests: "is not applied",
  deleted: "has been deleted",
};

/** A difference between what we sent and what Shopify holds, in words. `reduction` is the offer's, for its class. */
export function driftWords(
  drift: Drift,
  { reduction, titles, format }: { reduction: Terms["reduction"]; titles: Titles; format: Format },
): DriftWords {
  const moment = (at: number | null) => (at === null ? "without an end" : format.moment(at));
  switch (drift.field) {
    case "title":
      return { label: "Name", ours: drift.ours, theirs: drift.theirs };
    case "reduction":
      return both("What they get", drift, (of) =>
        of === null
          ? "something that an offer cannot say, such as single variants"
          : reductionWords({ reduction: of }, titles, format),
      );
    case "minimum":
      return both("Minimum", drift, (minimum) => minimumWords({ minimum }, format) || "none");
    case "combinesWith":
      return both("Combines with", drift, (combinesWith) =>
        combinesWords({ reduction, combinesWith }),
      );
    case "oncePerCustomer":
      return both("Once for each customer", drift, (isOnce) => (isOnce ? "yes" : "no"));
    case "usageLimit":
      return both("Times in all", drift, (limit) =>
        limit === null ? "no limit" : format.count(limit),
      );
    case "code":
      return both("Code", drift, (code) => code ?? "none");
    case "startsAt":
      return both("From", drift, moment);
    case "endsAt":
      return both("Until", drift, moment);
    case "audience":
      return both("Who gets it", drift, (audience) => AUDIENCES[audience]);
    case "discount":
      return both("The discount", drift, (standing) => STANDINGS[standing]);
    case "twin":
      return both("The segment in Shopify", drift, (query) => query ?? "has been deleted");
  }
}

const both = <Ours, Theirs>(
  label: string,
  { ours, theirs }: { ours: Ours; theirs: Theirs },
  words: (value: Ours | Theirs) => string,
): DriftWords => ({ label, ours: words(ours), theirs: words(theirs) });
