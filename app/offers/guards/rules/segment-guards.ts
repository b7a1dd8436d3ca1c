import { isObjective } from "#app/segments/objectives.ts";
import type { Guard } from "./guarded.ts";
import { adviceOf } from "./template-advice.ts";

export const groundNotAcknowledged: Guard = ({ segment: { maySetPrices, name, segmentId } }) =>
  maySetPrices
    ? []
    : [{ code: "ground-not-acknowledged", level: "stop", values: { segment: name, segmentId } }];

/** Below this an offer is about persons, and nothing can be learned of it. */
const FEW = 10;

export const nobodyInIt: Guard = ({ segment: { name, members } }) => {
  if (members === null || members >= FEW) return [];
  return members === 0
    ? [{ code: "nobody-in-it", level: "confirm", values: { segment: name } }]
    : [{ code: "few-in-it", level: "advice", values: { segment: name, members } }];
};

/** Who should be left alone gets nothing without a second thought. */
const LEFT_ALONE = "do-not-push";

/** What the ready-made segment that it came from says, or what it is for: regulars get access, not discounts. */
export const accessNotDiscount: Guard = ({ segment: { name, templateKey, objective }, offer }) => {
  const advice = adviceOf({ templateKey, objective: isObjective(objective) ? objective : null });
  if (advice === null) return [];
  const values = { segment: name, advice };
  if (templateKey === LEFT_ALONE) return [{ code: "not-for-offers", level: "confirm", values }];
  return offer.terms.reduction.kind === "free-shipping"
    ? []
    : [{ code: "access-not-discount", level: "advice", values }];
};

export const overlaps: Guard = ({ overlaps: others, segment: { members } }) =>
  others.length === 0
    ? []
    : [
        {
          code: "overlaps",
          level: "advice",
          values: { members: members ?? 0, others: [...others] },
        },
      ];

/** Nobody sees for less what they have just paid in full. */
export const paidInFull: Guard = ({ offer, paidInFull: { members, days } }) => {
  if (members === 0) return [];
  return offer.quietDays === 0
    ? [{ code: "quiet-off", level: "confirm", values: { members, days } }]
    : [{ code: "quiet", level: "advice", values: { members, days } }];
};

/** Only where another share would do better, or where members are kept from it for nothing. */
export const holdout: Guard = ({ sizing, offer: { holdoutBasisPoints } }) => {
  if (sizing?.baseRate == null || (sizing.suggested ?? 0) === holdoutBasisPoints) return [];
  return [{ code: "holdout", level: "advice", values: { sizing } }];
};
