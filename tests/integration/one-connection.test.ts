import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";

const addShop = (db: Database, domain: string) =>
  db
    .insertInto("shops")
    .values({ domain, name: domain, currency: "EUR", timeZone: "Europe/Berlin", installedAt: 0 })
    .execute();

const domains = async (db: Database) =>
  (await db.selectFrom("shops").select("domain").orderBy("domain").execute()).map(
    (row) => row.domain,
  );

const session = (id: string) =>
  new Session({ id, shop: "a.myshopify.com", state: "", isOnline: false, accessToken: "token" });

eachDatabase((engine) => {
  test("an acknowledged write is kept when a transaction that was open at the moment is undone", async () => {
    const { db, prisma, close } = await engine.open();
    const sessions = new PrismaSessionStorage(prisma);

    const undone = db.transaction().execute(async (tx) => {
      await addShop(tx, "undone");
      await sleep(100);
      throw new Error("undo");
    });
    await sleep(20);
    const acknowledged = Promise.all([addShop(db, "kept"), sessions.storeSession(session("kept"))]);

    await expect(undone).rejects.toThrow("undo");
    await acknowledged;
    expect(await domains(db)).toEqual(["kept"]);
    expect(await sessions.loadSession("kept")).toMatchObject({ id: "kept" });
    await close();
  });

  test("a read beside an open transaction does not see what it has written", async () => {
    const { db, close } = await engine.open();
    let seen: Promise<string[]> | undefined;
    const undone = db.transaction().execute(async (tx) => {
      await addShop(tx, "undone");
      seen = domains(db);
      await sleep(50);
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await seen).toEqual([]);
    await close();
  });

  test("two processes that write at once lose nothing", async () => {
    const { db, url, close } = await engine.open();
    const other = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        WRITER,
        url,
        new URL("../../app/db/database.server.ts", import.meta.url).href,
      ],
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    const ended = new Promise((resolve) => other.once("exit", resolve));
    for (let i = 0; i < 100; i++) {
      await db.transaction().execute(async (tx) => {
        await addShop(tx, `here ${i}`);
        await sleep(1);
      });
    }
    expect(await ended).toBe(0);
    expect(await domains(db)).toHaveLength(200);
    await close();
  });
});

const WRITER = `
  const [url, module] = process.argv.slice(1);
  const { openDatabase } = await import(module);
  const { db, close } = openDatabase(url);
  for (let i = 0; i < 100; i++) {
    await db.transaction().execute(async (tx) => {
      await tx.insertInto("shops").values({ domain: "there " + i, name: "", currency: "EUR", timeZone: "UTC", installedAt: 0 }).execute();
      await new Promise((done) => setTimeout(done, 1));
    });
  }
  await close();
`;
