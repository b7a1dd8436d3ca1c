import { createInterface } from "node:readline";
import { openDatabase } from "#app/db/database.server.ts";
import { appAt } from "./installed-shop.ts";

/** A process that asks for a shop's token whenever it is told to, several times at once, and says what it got. */
const [url = "", devstoreUrl = "", domain = ""] = process.argv.slice(2);

const database = openDatabase(url);
const { shopify } = appAt({ url: devstoreUrl }, database);
process.stdout.write("ready\n");
const orders = createInterface(process.stdin)[Symbol.asyncIterator]();
while (!(await orders.next()).done) {
  const tokens = await Promise.all(Array.from({ length: 4 }, () => shopify.tokenOf(domain)));
  process.stdout.write(`${[...new Set(tokens)].join(" ")}\n`);
}
await database.close();
