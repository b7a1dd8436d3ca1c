/** How many of some customers have a thing. */
export interface Having {
  key: string;
  label: string;
  customers: number;
}

export interface Lift {
  key: string;
  label: string;
  /** Of the members, and of all buyers. */
  share: number;
  shopShare: number;
  /** How many times as often as in the shop. */
  lift: number;
}

/** Below this many members who have it, a lift says more about them than about the segment. */
const FLOOR = 10;
const FLOOR_SHARE = 0.02;

/**
 * What members have more often than buyers of the shop do, the most telling first. What few members have is left out,
 * however rare it is elsewhere.
 */
export function liftsOf(
  { members, ofMembers }: { members: readonly Having[]; ofMembers: number },
  { buyers, ofBuyers }: { buyers: readonly Having[]; ofBuyers: number },
  most = 5,
): Lift[] {
  const elsewhere = new Map(buyers.map(({ key, customers }) => [key, customers]));
  const floor = Math.max(Math.min(FLOOR, ofMembers / 3), ofMembers * FLOOR_SHARE);
  return members
    .filter(({ customers }) => customers >= floor)
    .flatMap(({ key, label, customers }): Lift[] => {
      const share = customers / ofMembers;
      const shopShare = (elsewhere.get(key) ?? 0) / ofBuyers;
      return shopShare > 0 && share > shopShare
        ? [{ key, label, share, shopShare, lift: share / shopShare }]
        : [];
    })
    .sort((a, b) => b.lift - a.lift || b.share - a.share || (a.key < b.key ? -1 : 1))
    .slice(0, most);
}
