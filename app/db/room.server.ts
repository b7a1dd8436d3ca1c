import { statfs } from "node:fs/promises";
import { isPostgresUrl } from "./database.server.ts";

/** What a transaction of an import may need, and the log that it is written to. */
const ENOUGH_BYTES = 32 * 1024 * 1024;

/** Whether there is room to write where a SQLite file lies. PostgreSQL's disk is its own to look after. */
export async function hasRoom(url: string): Promise<boolean> {
  if (isPostgresUrl(url)) return true;
  const { bavail, bsize } = await statfs(url.replace(/^file:/, ""));
  return bavail * bsize >= ENOUGH_BYTES;
}
