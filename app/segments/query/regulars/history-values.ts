/** A stay in a segment, by the segment's name of now; `until` is null while it lasts. */
export interface Stay {
  segment: string;
  since: number;
  until: number | null;
}

/** Of a customer: past and present memberships, as they were kept. */
export interface HistoryValues {
  stays: readonly Stay[];
}
