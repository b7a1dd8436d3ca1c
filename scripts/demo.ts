/**
 * Everything on this machine: a Shopify development store of our own, filled and running; the app, installed in it the way
 * a merchant installs it; import, segments, recommendations and publishing done. `--help` lists the options.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { openDatabase } from "#app/db/database.server.ts";
import { buildIfStale } from "./build/build.ts";
import { cartProduct, chooseShoppers, makeOffer } from "./demo/first-offer.ts";
import { merchant } from "./demo/merchant.ts";
import { HELP, readDemo } from "./demo/options.ts";
import { settled } from "./demo/settle.ts";
import { startStore } from "./demo/store.ts";
import { summarise } from "./demo/summary.ts";
import { migrate } from "./migrate.ts";
import { runTogether } from "./processes.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);
const stops: (() => Promise<void>)[] = [];

let stopped: Promise<void> | undefined;
const stopAll = () => (stopped ??= stopInTurn());

async function stopInTurn() {
  for (const stop of stops.reverse()) await stop();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    void stopAll().then(() => process.exit(0));
  });
}

if (process.argv.includes("--help")) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}

try {
  await run();
} catch (fault) {
  const isAsked = stopped !== undefined; // what was told to end has ended
  if (!isAsked) say(fault instanceof Error ? fault.message : String(fault));
  await stopAll();
  process.exit(isAsked ? 0 : 1);
}

async function run() {
  const demo = await readDemo(process.argv.slice(2), Temporal.Now.plainDateISO().toString());
  await buildIfStale((line) => say(`${line} …`));
  await migrate(demo.environment.DATABASE_URL ?? "");

  say("Filling the development store …");
  const store = await startStore(demo);
  stops.push(store.stop);
  const app = runTogether([
    { name: "web", script: "app/web.server.ts", env: demo.environment },
    { name: "worker", script: "app/worker.server.ts", env: demo.environment },
  ]);
  stops.push(app.stop);
  await untilUp(`${demo.appUrl}/healthz`, app.firstEnd);

  const { db, close } = openDatabase(demo.environment.DATABASE_URL ?? "");
  stops.push(close);
  const inTheApp = merchant(demo, store);
  const opened = Date.now();
  say("Installing the app …");
  await inTheApp.openApp();
  const { shopId } = await settled(db, { shop: demo.shop, since: opened, say });

  const offered = Date.now();
  if (await makeOffer({ db, inTheApp }, { shopId, now: offered })) {
    say("Making a first offer …");
    await settled(db, { shop: demo.shop, since: offered, say });
  }
  const shoppers = await chooseShoppers(db, { shopId });

  if (demo.once) {
    const cart = await cartProduct(db, { shopId });
    const summary = await summarise({ demo, store, db }, { shopId, shoppers, cart });
    process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    await stopAll();
    process.exit(summary.agree ? 0 : 1);
  }

  const storefront = `${demo.storeUrl}/s/${demo.shopName}`;
  say(`
  Regulars is running on a development store of its own.

  The admin, with the app in it   ${demo.storeUrl}/store/${demo.shopName}
  The storefront, as a guest      ${storefront}/
${shoppers
  .map(
    ({ customerId, segment }) =>
      `  … in "${segment}"`.padEnd(34) + `${storefront}/account/login?customer_id=${customerId}`,
  )
  .join("\n")}

  Ctrl-C ends it. What it made stays in ${demo.folder}; --fresh forgets it.
`);
  const { name, code } = await app.firstEnd;
  throw new Error(`The ${name} process ended (${code ?? "killed"}).`);
}

async function untilUp(url: string, ended: Promise<unknown>) {
  const over = ended.then(() => {
    throw new Error("The app ended before it was up; its own words are above.");
  });
  const answers = async () => {
    for (;;) {
      const response = await fetch(url).catch(() => null);
      if (response?.ok) return;
      await sleep(100);
    }
  };
  await Promise.race([over, answers()]);
}
