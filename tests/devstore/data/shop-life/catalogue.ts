import { randomOf, weighted, type Random } from "../random.ts";
import type { ProductRow, VariantRow } from "../shop-rows.ts";
import { KINDS, type Kind } from "./goods.ts";

const PRODUCT_IDS = 8_000_000_000_000;
const VARIANT_IDS = 44_000_000_000_000;
const MS_PER_DAY = 86_400_000;

export interface Good {
  row: ProductRow;
  variants: VariantRow[];
  kind: Kind;
  /** Sold from this moment until that one. */
  from: number;
  until: number;
  /** What else tends to be in the basket with it: index of a good, and how often. */
  companions: readonly { index: number; chance: number }[];
}

export interface Catalogue {
  goods: readonly Good[];
  /** Draws the index of a good by its popularity, of all or of one kind. */
  draw: (random: Random) => number;
  drawOfKind: readonly ((random: Random) => number)[];
  collections: readonly { title: string; handle: string; indexes: number[] }[];
}

/** About 60 products for 200 customers, 400 for a million. */
export const productsFor = (customers: number): number =>
  Math.max(
    60,
    Math.min(400, Math.round(60 + (340 * Math.log10(customers / 200)) / Math.log10(5000))),
  );

export function makeCatalogue(options: {
  seed: number;
  count: number;
  from: number;
  until: number;
  /** 1 for currencies of hundredths. */
  priceTimes: number;
  shop: string;
}): Catalogue {
  const { seed, count, from, until } = options;
  const shares = KINDS.reduce((sum, { share }) => sum + share, 0);
  const goods: Good[] = [];
  const byKind = new Map<string, number[]>();
  const handles = new Set<string>();
  KINDS.forEach((kind, kindIndex) => {
    const many = Math.max(2, Math.round((count * kind.share) / shares));
    const indexes: number[] = [];
    for (let i = 0; i < many; i++) {
      const random = randomOf(seed, 11, kindIndex, i);
      const noun = kind.nouns[i % kind.nouns.length] ?? "";
      const name = kind.names[(i * 7 + kindIndex) % kind.names.length] ?? "";
      let title = `${name} ${noun}`;
      for (let edition = 2; handles.has(handleOf(title)); edition++)
        title = `${name} ${noun} No. ${edition}`;
      handles.add(handleOf(title));
      indexes.push(goods.length);
      goods.push(makeGood(goods.length, kind, title, random, options));
    }
    byKind.set(kind.type, indexes);
  });
  goods.forEach((good, index) => {
    good.companions = companionsOf(index, good.kind, byKind, randomOf(seed, 12, index));
  });
  const popularity = goods.map(
    (_, index) => 1 / (1 + randomOf(seed, 13, index).whole(0, 40)) ** 0.8,
  );
  const drawOfKind = KINDS.map(({ type }) => {
    const indexes = byKind.get(type) ?? [];
    const draw = weighted(indexes.map((index) => popularity[index] ?? 0));
    return (random: Random) => indexes[draw(random)] ?? 0;
  });
  return {
    goods,
    draw: weighted(popularity),
    drawOfKind,
    collections: collectionsOf(goods, byKind, from, until),
  };
}

const handleOf = (title: string): string =>
  title
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]+/g, "")
    .trim()
    .replaceAll(/ +/g, "-");

function makeGood(
  index: number,
  kind: Kind,
  title: string,
  random: Random,
  {
    from,
    until,
    priceTimes,
    shop,
  }: { from: number; until: number; priceTimes: number; shop: string },
): Good {
  const span = until - from;
  const isEvergreen = random.chance(0.72);
  const createdAt = isEvergreen
    ? from - random.whole(20, 400) * MS_PER_DAY
    : from + Math.floor(random.next() * span * 0.97);
  const fate = random.next();
  const status =
    fate < 0.035 ? "DRAFT" : fate < 0.085 ? "ARCHIVED" : fate < 0.095 ? "UNLISTED" : "ACTIVE";
  const leftAt =
    status === "ARCHIVED"
      ? Math.floor(createdAt + (until - createdAt) * (0.3 + 0.6 * random.next()))
      : until;
  const isOffline = status === "DRAFT" || (status === "ACTIVE" && random.chance(0.02));
  const isSoldOut = random.chance(0.07);
  const isReduced = random.chance(0.12);
  const base = (Math.round(random.whole(kind.price[0], kind.price[1]) / 50) * 50 - 10) * priceTimes;
  const handle = handleOf(title);
  const id = PRODUCT_IDS + index + 1;
  const at = Math.max(createdAt, until - random.whole(1, 200) * MS_PER_DAY);
  const tags = [
    ...kind.tags,
    ...(isReduced ? ["sale"] : []),
    ...(until - createdAt < 120 * MS_PER_DAY ? ["new"] : []),
  ];
  const variants = (kind.sizes ?? [["Default Title", 1] as const]).map(
    ([size, times], position): VariantRow => {
      const priceMinor = Math.round((base * times) / 10) * 10;
      return {
        id: VARIANT_IDS + index * 10 + position + 1,
        productId: id,
        title: size,
        sku: `HP-${String(index + 1).padStart(4, "0")}-${position + 1}`,
        priceMinor,
        compareAtMinor: isReduced ? Math.round((priceMinor * 1.25) / 10) * 10 : null,
        costMinor: random.chance(0.92)
          ? Math.round((priceMinor * random.whole(30, 62)) / 100)
          : null,
        inventoryQuantity: isSoldOut ? 0 : random.whole(2, 320),
        inventoryPolicy: random.chance(0.05) ? "CONTINUE" : "DENY",
        position: position + 1,
        at: createdAt,
      };
    },
  );
  return {
    row: {
      id,
      title,
      handle,
      productType: kind.type,
      vendor: random.pick(kind.vendors),
      status,
      tags: tags.sort(),
      description: `${title} by ${kind.vendors[0] ?? ""}.`,
      imageUrl: random.chance(0.96) ? `/s/${shop}/images/${handle}.svg` : null,
      publishedAt: isOffline ? null : createdAt,
      createdAt,
      updatedAt: at,
    },
    variants,
    kind,
    from: status === "DRAFT" ? Infinity : createdAt,
    until: leftAt,
    companions: [],
  };
}

function companionsOf(
  self: number,
  kind: Kind,
  byKind: ReadonlyMap<string, readonly number[]>,
  random: Random,
): { index: number; chance: number }[] {
  const companions: { index: number; chance: number }[] = [];
  for (const type of kind.goesWith) {
    const indexes = byKind.get(type) ?? [];
    if (!indexes.length || !random.chance(0.8)) continue;
    const index = random.pick(indexes);
    if (index !== self) companions.push({ index, chance: random.whole(12, 42) / 100 });
  }
  return companions;
}

function collectionsOf(
  goods: readonly Good[],
  byKind: ReadonlyMap<string, number[]>,
  from: number,
  until: number,
): Catalogue["collections"] {
  const having = (test: (good: Good) => boolean) =>
    goods.flatMap((good, index) => (good.row.status === "ACTIVE" && test(good) ? [index] : []));
  return [
    ...[...byKind].map(([title, indexes]) => ({ title, handle: handleOf(title), indexes })),
    {
      title: "On sale",
      handle: "on-sale",
      indexes: having(({ row }) => row.tags.includes("sale")),
    },
    {
      title: "New in",
      handle: "new-in",
      indexes: having(({ from: since }) => since > until - (until - from) / 8),
    },
    { title: "Gifts", handle: "gifts", indexes: having(({ row }) => row.tags.includes("gift")) },
  ].filter(({ indexes }) => indexes.length > 0);
}
