import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { openDatabase, type Database } from "../db/database.server.ts";
import { readDatabaseUrl } from "../platform/config.server.ts";
import type { Shop } from "../purchases/shop.ts";
import { findShop } from "../purchases/shops.server.ts";
import { applyDefinitions } from "../segments/definitions/apply-definitions.server.ts";
import type { FileFault, Filed } from "../segments/definitions/definition.ts";
import { readDefinition } from "../segments/definitions/definition-yaml.ts";
import { exportTo } from "../segments/definitions/export-definitions.ts";
import { planDefinitions } from "../segments/definitions/plan-definitions.server.ts";
import { readKept } from "../segments/definitions/read-kept.server.ts";
import { BadInput } from "./bad-input.ts";

interface Surroundings {
  print: (document: unknown) => void;
  env: Record<string, string | undefined>;
  now: () => number;
}

interface Options {
  shop?: string;
  remove?: boolean;
}

/** Segments as files: what files would change in a shop, changing it, and writing the files. */
export function segmentFilesCommands({ print, env, now }: Surroundings): Command[] {
  const command = (name: string, description: string) =>
    new Command(name)
      .description(`${description} (DATABASE_URL says where the shops are)`)
      .argument("<dir>", "folder of YAML files, one a segment")
      .option("--shop <domain>", "the shop's domain; needed where there are several");
  const withShop = <Result>(options: Options, use: (db: Database, shop: Shop) => Promise<Result>) =>
    useShop(env, options, use);
  return [
    command("plan", "say what files would change in a shop, and whom it would move")
      .option("--remove", "segments without a file go")
      .action(async (folder: string, options: Options) => {
        const filed = await readFolder(folder);
        const removes = options.remove ?? false;
        const planned = await withShop(options, (db, shop) =>
          planDefinitions(db, { shop, filed, removes, asOf: now() }),
        );
        if (planned.kind === "refused") throw refusal(planned.faults);
        print({ isNothingToDo: planned.steps.length === 0, ...planned.plan });
      }),
    command("apply", "make a shop as files say, all of it or nothing")
      .option("--remove", "segments without a file go")
      .action(async (folder: string, options: Options) => {
        const filed = await readFolder(folder);
        const removes = options.remove ?? false;
        const applied = await withShop(options, (db, shop) =>
          applyDefinitions(db, { shop, filed, removes, asOf: now() }),
        );
        switch (applied.kind) {
          case "applied":
            print(applied.plan);
            return;
          case "refused":
            throw refusal(applied.faults);
          case "in-use-by-segments":
            throw new BadInput(
              `${applied.name} cannot be removed: ${applied.names.join(", ")} asks for it. Nothing was changed.`,
            );
          case "in-use-by-offer":
            throw new BadInput(
              `${applied.name} cannot be removed: the offer ${applied.title} is for it. Nothing was changed.`,
            );
        }
      }),
    command("export", "write a shop's segments as files")
      .option("--remove", "files of segments that the shop does not have go")
      .action(async (folder: string, options: Options) => {
        const kept = await withShop(options, (db, { shopId }) => readKept(db, { shopId }));
        await mkdir(folder, { recursive: true });
        const before = await readTexts(folder);
        const { files, others } = exportTo(kept, before, await readFolder(folder));
        for (const { file, text } of files) {
          if (before.get(file) !== text) await writeFile(join(folder, file), text);
        }
        if (options.remove) for (const file of others) await rm(join(folder, file));
        const written = files.filter(({ file, text }) => before.get(file) !== text);
        print({
          written: written.map(({ file }) => file),
          same: files.length - written.length,
          [options.remove ? "removed" : "others"]: others,
        });
      }),
  ];
}

async function useShop<Result>(
  env: Surroundings["env"],
  { shop: domain }: Options,
  use: (db: Database, shop: Shop) => Promise<Result>,
): Promise<Result> {
  if (env.DATABASE_URL === undefined) {
    throw new BadInput("DATABASE_URL is missing: it says where the shops are, as for the app");
  }
  const { db, close } = openDatabase(readDatabaseUrl(env));
  try {
    return await use(db, await chosenShop(db, domain));
  } finally {
    await close();
  }
}

async function chosenShop(db: Database, domain: string | undefined): Promise<Shop> {
  const shops = await db.selectFrom("shops").select("domain").orderBy("domain").execute();
  const domains = shops.map((shop) => shop.domain);
  const only = domain ?? (domains.length === 1 ? domains[0] : undefined);
  const shop = only === undefined ? null : await findShop(db, only);
  if (shop) return shop;
  const there = domains.length === 0 ? "there is none" : `there are ${domains.slice(0, 20).join(", ")}`;
  throw new BadInput(domain === undefined ? `--shop is missing: ${there}` : `no shop ${domain}: ${there}`);
} // prettier-ignore

/** All files that are YAML, by name. */
async function readTexts(folder: string): Promise<Map<string, string>> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (thrown) {
    throw new BadInput(`${folder}: ${thrown instanceof Error ? thrown.message : "cannot be read"}`);
  }
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, await readFile(join(folder, file), "utf8"));
  return texts;
}

async function readFolder(folder: string): Promise<Filed[]> {
  const faults: FileFault[] = [];
  const filed: Filed[] = [];
  for (const [file, text] of await readTexts(folder)) {
    const read = readDefinition(file, text);
    if ("faults" in read) faults.push(...read.faults);
    else filed.push(read);
  }
  if (faults.length > 0) throw refusal(faults);
  return filed;
}

const refusal = (faults: readonly FileFault[]) =>
  new BadInput(
    [...faults.map(({ file, line, message }) => `${file}:${line}: ${message}`), "Nothing was changed."].join("\n"),
  ); // prettier-ignore
