/** Of an offer's members: who has it, and who does not, why. Everybody is counted once. */
export interface Holders {
  members: number;
  entitled: number;
  heldOut: number;
  /** Joined the segment since memberships were last published. */
  undecided: number;
  tagged: number;
  quiet: number;
  /** The tag that says no; empty for none. */
  noOffersTag: string;
}

export interface Holder {
  customerId: number;
  /** Since when they are a member. */
  since: number;
  /** Their own, of an offer with a code for each member. */
  code: string | null;
}
