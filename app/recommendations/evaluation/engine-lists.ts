import { basketsOf, itemsOf } from "../baskets/baskets.ts";
import { askedReader } from "../engine/asked.ts";
import { type Blend, exampleOf, learnBlend } from "../engine/blend.ts";
import { type Crowd, crowdOf } from "../engine/crowd.ts";
import { looker } from "../engine/features.ts";
import { rankerOf } from "../engine/ranker.ts";
import type { World } from "./baselines.ts";
import type { Lists } from "./lists.ts";

/** Learns the blend by what `learners` bought next, which `world` does not know; from fewer when time is over. */
export function learnFrom(
  world: World,
  crowd: Crowd,
  learners: readonly number[],
  isOver: () => boolean,
): Blend {
  const { baskets, known } = world;
  const read = askedReader(baskets.items);
  const look = looker(crowd);
  return learnBlend(
    learners.flatMap((user) => {
      if (isOver()) return [];
      const end = known[user] ?? 0;
      const [first] = basketsOf(baskets, user);
      const looked = look(read(baskets, first, end), crowd.memberOf[user] ?? -1);
      return exampleOf(looked, new Set(itemsOf(baskets, end))) ?? [];
    }),
  );
}

export const crowdIn = ({ baskets, known, members }: World): Crowd =>
  crowdOf(baskets, known, members);

export function engineLists({ baskets, known, asked }: World, crowd: Crowd, blend: Blend): Lists {
  const rank = rankerOf(crowd, blend);
  return (row, wanted) => {
    const user = asked[row] ?? 0;
    const [first] = basketsOf(baskets, user);
    const { item, count } = rank(
      baskets,
      first,
      known[user] ?? 0,
      crowd.memberOf[user] ?? -1,
      wanted,
    );
    return item.slice(0, count);
  };
}
