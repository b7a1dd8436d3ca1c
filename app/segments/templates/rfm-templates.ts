import type { Measure, Objective } from "#app/segments/objectives.ts";
import { RFM_GROUPS, type RfmGroup } from "#app/segments/query/attributes.ts";
import { groupLabel } from "#app/segments/rfm/group-label.ts";
import type { Template } from "./template.ts";

/** Shopify's eleven groups, each for what it is good for; Champions stand among the rewards by their own name. */
const PURPOSES: Record<Exclude<RfmGroup, "CHAMPIONS">, [Objective, Measure, string]> = {
  LOYAL: ["keep", "ordering-share", "Recent purchases, many orders, and much spent."],
  ACTIVE: ["keep", "ordering-share", "Recent purchases, some orders, and moderate spend."],
  NEW: ["grow", "ordering-share", "Very recent purchases, few orders, and little spent."],
  PROMISING: ["grow", "ordering-share", "Recent purchases, few orders, and little spent."],
  NEEDS_ATTENTION: [
    "keep",
    "ordering-share",
    "Less recent purchases, some orders, moderate spend.",
  ],
  ALMOST_LOST: ["win-back", "came-back", "No recent purchases, fewer orders, and less spent."],
  AT_RISK: ["win-back", "came-back", "No recent purchases, but a strong history."],
  PREVIOUSLY_LOYAL: ["win-back", "came-back", "No recent purchases, but a very strong history."],
  DORMANT: ["win-back", "came-back", "No purchases for long, few orders, and little spent."],
  PROSPECTS: ["grow", "members", "No orders yet."],
};

export const rfmTemplates = (): Template[] =>
  RFM_GROUPS.flatMap((group) => {
    if (group === "CHAMPIONS") return [];
    const [goal, measure, description] = PURPOSES[group];
    return {
      ...{ key: `rfm-${group.toLowerCase().replaceAll("_", "-")}`, goal, measure, description },
      name: `RFM: ${groupLabel(group)}`,
      query: `rfm_group = '${group}'`,
      drawnFrom: "Recency, frequency and monetary scores among your own customers.",
    };
  });
