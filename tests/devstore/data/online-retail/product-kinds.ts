/** What a product of the file is, by the words of its description; the first kind that fits. */
const KINDS: readonly (readonly [kind: string, vendor: string, words: RegExp])[] = [
  [
    "Christmas",
    "Northlight",
    /\b(CHRISTMAS|XMAS|ADVENT|REINDEER|SNOWM[AE]N|SANTA|BAUBLE|NOEL|SNOWFLAKE)/,
  ],
  ["Bags", "Jumbo & Co", /\b(BAGS?|SHOPPER|TOTE|PURSE|RUCKSACK|BACKPACK|SATCHEL|WALLET)\b/],
  ["Candles and lights", "Candlemoor", /(T-?LIGHT|CANDLE|LANTERN|\bLIGHTS?\b|\bLAMP|INCENSE)/],
  [
    "Jewellery",
    "Wren Jewellery",
    /\b(NECKLACE|BRACELET|EARRINGS?|RING|BROOCH|BANGLE|HAIR ?(CLIP|SLIDE|GRIP))/,
  ],
  [
    "Stationery and wrap",
    "Paper Lane",
    /\b(CARDS?|WRAP|PAPER|NOTE ?BOOK|PENCILS?|PENS?|STICKERS?|RIBBONS?|JOURNAL|ENVELOPES?|CHALK|STATIONERY|TAGS)\b/,
  ],
  ["Baking", "Regency Kitchen", /(CAKE|BAKING|DOILIES|\bCASES?\b|COOKIE|PASTRY|JELLY|RECIPE)/],
  [
    "Kitchen and table",
    "Regency Kitchen",
    /\b(MUG|CUPS?|SAUCER|TEA ?POT|TEA|COFFEE|PLATES?|BOWLS?|JARS?|TINS?|LUNCH|BOTTLES?|GLASS|TRAY|SPOONS?|CUTLERY|EGG|NAPKINS?|COASTERS?|JUGS?|KITCHEN|BREAD|TABLE|APRON|PICNIC)/,
  ],
  [
    "Toys and games",
    "Spaceboy Toys",
    /\b(TOYS?|DOLLS?|GAMES?|PLAY ?HOUSE|JIGSAW|SKITTLES|DOMINOES?|CHILD|CHILDREN|CHILDRENS|KIDS?|BABY|SOLDIERS|SKIPPING|SPACEBOY|DOLLY)/,
  ],
  [
    "Home textiles",
    "Union Cloth",
    /(CUSHION|TOWEL|BLANKET|\bRUG\b|QUILT|DOORMAT|DOOR MAT|CURTAIN|HOT WATER BOTTLE|FLANNEL)/,
  ],
  [
    "Garden",
    "Potting Shed",
    /\b(GARDEN|PLANT|FLOWER POT|WATERING|HERB|BIRD|SEEDS?|PARASOL|BUTTERFL)/,
  ],
  [
    "Decoration",
    "Heart & Home",
    /\b(HEARTS?|SIGNS?|FRAMES?|CLOCKS?|BUNTING|WREATH|HANGING|HANGERS?|HOOKS?|MIRROR|DRAWER|CABINET|BOX|BASKET|HOLDER|DECORATION|GARLAND|CHAIN|FLOWERS?|ROSES?)/,
  ],
];

export function kindOf(title: string): { kind: string; vendor: string } {
  const found = KINDS.find(([, , words]) => words.test(title.toUpperCase()));
  return found ? { kind: found[0], vendor: found[1] } : { kind: "Gifts", vendor: "Heart & Home" };
}
