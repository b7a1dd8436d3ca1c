/** A shelf's sales of each product, as numbers from 0, for a segment beside the whole shop. */
export interface Sales {
  /** Members who bought the product lately, newer purchases counting more. */
  weight: Float64Array;
  buyers: Int32Array;
  /** Weights over all products, and members who bought anything. */
  allWeight: number;
  allBuyers: number;
}

export interface Taste {
  product: number;
  score: number;
  /** How many times as often as in the shop. */
  times: number;
}

/** As many purchases as the shop's own share counts for: a small segment is held to the shop. */
const HELD_BY = 30;
/** Liked by fewer members, or by a smaller part of them, a product is an accident and comes after all others. */
const LEAST_BUYERS = 3;
const LEAST_PART = 0.02;
/** More times the shop's share than this count for no more: it is hardly bought at all elsewhere. */
const MOST_TIMES = 3;
/** What stood on the shelf before keeps its place against what is hardly better: steady from day to day. */
const INCUMBENT = 1.1;
/** Each further product of a type counts for so much less: a shelf of one type is no shelf. */
const SAME_TYPE = 0.8;

/** What a segment buys and buys more than the shop does, best first: its share of the segment's purchases times how far that is above the shop's. */
export function tastes(segment: Sales, shop: Sales): Taste[] {
  const found: Taste[] = [];
  for (let product = 0; product < segment.weight.length; product++) {
    const ofSegment = segment.weight[product] ?? 0;
    if (ofSegment <= 0 || shop.allWeight <= 0) continue;
    const shopShare = (shop.weight[product] ?? 0) / shop.allWeight;
    const share = (ofSegment + HELD_BY * shopShare) / (segment.allWeight + HELD_BY);
    const times = share / shopShare;
    const isFew =
      (segment.buyers[product] ?? 0) < Math.max(LEAST_BUYERS, LEAST_PART * segment.allBuyers);
    const score = isFew ? share / 1e6 : share * Math.min(times, MOST_TIMES);
    found.push({ product, score, times });
  }
  return found.sort((a, b) => b.score - a.score || a.product - b.product);
}

interface Shelving {
  many: number;
  wasThere: (product: number) => boolean;
  typeOf: (product: number) => string;
}

/** The best of them, steady and diverse. Equal ones: the lower number. */
export function shelved<One extends { product: number; score: number }>(
  ranked: readonly One[],
  { many, wasThere, typeOf }: Shelving,
): One[] {
  const left = ranked
    .slice(0, 4 * many)
    .map((one) => ({ one, score: one.score * (wasThere(one.product) ? INCUMBENT : 1) }));
  const taken: One[] = [];
  const ofType = new Map<string, number>();
  while (taken.length < many && left.length > 0) {
    let best = 0;
    const valueOf = ({ one, score }: { one: One; score: number }) => {
      const type = typeOf(one.product);
      return type === "" ? score : score * SAME_TYPE ** (ofType.get(type) ?? 0);
    };
    for (let at = 1; at < left.length; at++) {
      const [here, there] = [left[at], left[best]];
      if (here && there && valueOf(here) > valueOf(there)) best = at;
    }
    const [chosen] = left.splice(best, 1);
    if (!chosen) break;
    const type = typeOf(chosen.one.product);
    ofType.set(type, (ofType.get(type) ?? 0) + 1);
    taken.push(chosen.one);
  }
  return taken;
}
