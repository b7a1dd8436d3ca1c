/** What was found among one block of customers. */
export interface Counted {
  customers: number;
  members: number;
}

export interface Estimate {
  members: number;
  /** The true number lies between these in 19 of 20 cases. */
  between: [least: number, most: number];
}

/** Student's 97.5 per cent, near enough: the scatter is itself known from few blocks only. */
const quantile = (blocks: number) => 1.96 + 2.6 / Math.max(1, blocks - 1);

/**
 * How many of `all` customers are members, from some of the blocks that they stand in: Wilson's interval (1927) on as
 * many customers as the blocks are worth. Customers of one block came at one time and are alike, so that a block can be
 * worth less than its number: the blocks' own scatter tells (Kish 1965, design effect). Rounded to what is known.
 */
export function estimateMembers(
  blocks: readonly Counted[],
  { all, allBlocks }: { all: number; allBlocks: number },
): Estimate {
  const customers = sum(blocks.map((block) => block.customers));
  if (customers === 0) return { members: 0, between: [0, all] };
  const share = sum(blocks.map((block) => block.members)) / customers;
  const n = worth(blocks, { share, customers, allBlocks });
  const [low, high] = wilson(share, n, quantile(blocks.length));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(((high - low) / 2) * all || 1)));
  const found = sum(blocks.map((block) => block.members));
  return {
    members: Math.max(found, Math.round((share * all) / unit) * unit),
    between: [
      Math.max(found, Math.floor(low * all)),
      Math.min(all - (customers - found), Math.ceil(high * all)),
    ],
  };
}

/** Independent customers that would tell as much. */
function worth(
  blocks: readonly Counted[],
  { share, customers, allBlocks }: { share: number; customers: number; allBlocks: number },
): number {
  const scatter = sum(blocks.map((block) => (block.members - share * block.customers) ** 2));
  const left = 1 - blocks.length / allBlocks;
  if (blocks.length < 2 || scatter === 0 || left <= 0) return customers;
  const variance = (left * (blocks.length / (blocks.length - 1)) * scatter) / customers ** 2;
  return Math.min(customers, (share * (1 - share)) / variance);
}

function wilson(share: number, n: number, z: number): [number, number] {
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + (z / (2 * n)) ** 2);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * Numbers below `n` so that any beginning of them is spread evenly over all (van der Corput 1935): old customers and
 * new ones alike.
 */
export function spread(n: number): number[] {
  const bits = Math.max(1, Math.ceil(Math.log2(n)));
  const reversed = (index: number) => {
    let turned = 0;
    for (let bit = 0; bit < bits; bit++) turned = turned * 2 + ((index >> bit) & 1);
    return turned;
  };
  return Array.from({ length: 2 ** bits }, (_, index) => reversed(index)).filter((i) => i < n);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
