import type { Database } from "#app/db/database.server.ts";

/** More than a list can be read through. */
const MOST = 250;

/** Collections to choose from, by title. */
export const collectionChoices = (db: Database, shopId: number) =>
  db
    .selectFrom("collections")
    .select(["collectionId", "title"])
    .where("shopId", "=", shopId)
    .orderBy("title")
    .orderBy("collectionId")
    .limit(MOST)
    .execute();
