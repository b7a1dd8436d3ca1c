/** What a segment can be for. A segment without an objective is a list; with one it can be judged. */
export const objectives = {
  keep: {
    label: "Keep",
    title: "Keep regulars",
    explains: "They are here, and should stay: access, content, thanks. Rarely a discount.",
  },
  "win-back": {
    label: "Win back",
    title: "Win back who is slipping away",
    explains: "They were here and have gone quiet: a reason to return, with a holdout beside it.",
  },
  reward: {
    label: "Reward",
    title: "Reward the best",
    explains: "They carry the shop: what money cannot buy elsewhere, before what costs margin.",
  },
  grow: {
    label: "Grow",
    title: "Grow the next regulars",
    explains: "They have begun: the second order, the next product, the larger basket.",
  },
  "clear-stock": {
    label: "Clear stock",
    title: "Clear stock",
    explains: "They buy at a reduced price anyway, so nobody is taught to wait for one.",
  },
} as const;

export type Objective = keyof typeof objectives;
export const OBJECTIVES = Object.keys(objectives) as Objective[];
export const isObjective = (text: unknown): text is Objective =>
  typeof text === "string" && Object.hasOwn(objectives, text);

/** The one number by which a segment is judged; over the last 90 days where it says nothing else. */
export const measures = {
  members: { label: "Members", explains: "How many customers are in it.", unit: "count" },
  "ordering-share": {
    label: "Share that ordered",
    explains: "Members with an order in the last 90 days.",
    unit: "share",
  },
  "net-per-member": {
    label: "Net spent a member",
    explains: "Net of refunds over the last 90 days, over all members.",
    unit: "money",
  },
  "full-price-share": {
    label: "Orders without a discount",
    explains: "Of the members' orders of the last 90 days.",
    unit: "share",
  },
  "came-back": {
    label: "Came back",
    explains: "Of who left the segment in the last 90 days, those who left by ordering.",
    unit: "share",
  },
} as const;

export type Measure = keyof typeof measures;
export const MEASURES = Object.keys(measures) as Measure[];
export const isMeasure = (text: unknown): text is Measure =>
  typeof text === "string" && Object.hasOwn(measures, text);
