import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { readBuilder } from "#app/segments/editor/builder/read-builder.ts";
import { catalogueOf } from "#app/segments/editor/filter-catalogue.ts";
import { plainWords } from "#app/segments/editor/plain-words.ts";
import { isObjective, objectives } from "#app/segments/objectives.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { formatFor, type Format } from "#app/ui/format.ts";
import type { SegmentChoice } from "./editor/members-card.tsx";

/** The segments that an offer can be for, each with who is in it. */
export async function segmentChoices(db: Database, shop: Shop): Promise<SegmentChoice[]> {
  const format = formatFor(shop);
  const segments = await listSegments(db, { shopId: shop.shopId });
  return segments.map(({ segmentId, name, memberCount, query, objective }) => ({
    segmentId,
    name,
    memberCount,
    said: saidOf(query, format),
    objective: isObjective(objective) ? objectives[objective].label : null,
  }));
}

/** A shop's own metafields are said by their names. */
const NATIVE = catalogueOf([]);

/** What the builder cannot show is said by the query itself. */
function saidOf(query: string, format: Format): string {
  const root = readBuilder(query);
  const said = root ? plainWords(root, format, NATIVE.find) : "";
  return said === "" ? query : said;
}
