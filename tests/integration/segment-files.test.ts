import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadInput } from "#app/commands/bad-input.ts";
import { segmentFilesCommands } from "#app/commands/segment-files.server.ts";
import { openDatabase } from "#app/db/database.server.ts";
import { createSegment, listSegments } from "#app/segments/segments.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";
import { TEN_OFF } from "#tests/support/offers.ts";

const DAY = 86_400_000;

/** Each test goes on where the one before ended: a shop whose segments come and go by files. */
eachDatabase((engine) => {
  let url = "";
  let shopId = 0;
  let folder = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "regulars-segment-files-"));
    url = await engine.create();
    const now = Date.now();
    await inDatabase(async (db) => {
      const build = shopBuilder(db);
      shopId = await build.install();
      for (const customerId of [1, 2, 3, 4]) await build.customer(customerId, { numberOfOrders: customerId });
      await build.order(4, now - 2 * DAY, { totalMinor: 5000 });
      for (const [name, least] of [["Repeat", 2], ["Many: often", 4]] as const) {
        const query = `number_of_orders >= ${least}`;
        await createSegment(db, { shopId, asOf: now, name, query });
      }
    });
  }); // prettier-ignore
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function inDatabase<Result>(
    use: (db: ReturnType<typeof openDatabase>["db"]) => Promise<Result>,
  ) {
    const { db, close } = openDatabase(url);
    try {
      return await use(db);
    } finally {
      await close();
    }
  }
  const segments = () => inDatabase((db) => listSegments(db, { shopId }));
  const namesAndSizes = async () =>
    (await segments()).map(({ name, memberCount }) => `${name} ${memberCount}`);

  /** As the command line does, in this process. */
  async function regulars(...args: string[]) {
    const printed: unknown[] = [];
    const print = (document: unknown) => printed.push(document);
    const env = { DATABASE_URL: url };
    const program = new Command().exitOverride();
    for (const part of segmentFilesCommands({ print, env, now: () => Date.now() })) {
      program.addCommand(part);
    }
    const [name = "", dir = "", ...options] = args;
    const refusal = await program
      .parseAsync([name, join(folder, dir), ...options], { from: "user" })
      .then(
        () => "",
        (thrown: unknown) => {
          if (thrown instanceof BadInput) return thrown.message;
          throw thrown;
        },
      );
    return { printed, refusal };
  }
  async function said(...args: string[]): Promise<unknown> {
    const { printed, refusal } = await regulars(...args);
    expect([printed.length, refusal]).toEqual([1, ""]);
    return printed[0];
  }
  const bytes = () =>
    readdirSync(join(folder, "kept")).map((file) => [file, readFileSync(join(folder, "kept", file), "utf8")]); // prettier-ignore
  const keep = (file: string, text: string) => {
    writeFileSync(join(folder, "kept", file), text);
  };

  test("what is exported leaves nothing to do, and is exported again as the same bytes", async () => {
    expect(await said("export", "kept")).toEqual({
      written: ["repeat.yaml", "many-often.yaml"],
      ...{ same: 0, others: [] },
    });
    expect(await said("plan", "kept")).toMatchObject({ isNothingToDo: true, same: 2 });
    const before = bytes();
    expect(await said("export", "kept")).toEqual({ written: [], same: 2, others: [] });
    expect(bytes()).toEqual(before);
    expect(before[0]?.[1]).toMatch(
      /^name: "Many: often"\nhandle: s-\w+\nquery: \|-\n {2}number_of_orders >= 4\npriority: 2\n$/,
    );
  });

  test("a plan says who would come and go, and changes nothing", async () => {
    const file = join(folder, "kept", "repeat.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(">= 2", "<= 3") + "objective: keep\n");
    keep("new.yaml", "name: Newcomers\nhandle: newcomers\nquery: number_of_orders = 1\n");
    const before = await namesAndSizes();
    expect(await said("plan", "kept")).toMatchObject({
      isNothingToDo: false,
      create: [{ file: "new.yaml", name: "Newcomers", handle: "newcomers", members: 1 }],
      change: [
        {
          ...{ file: "repeat.yaml", name: "Repeat" },
          changes: [
            { field: "query", from: "number_of_orders >= 2", to: "number_of_orders <= 3" },
            { field: "objective", from: null, to: "keep" },
          ],
          members: { then: 3, join: 1, leave: 1 },
          publishes: { metaobject: false, offers: [] },
        },
      ],
      ...{ remove: [], same: 1 },
    });
    expect(await namesAndSizes()).toEqual(before);
  });

  test("applied, the shop is as its files say, and once more is nothing", async () => {
    await said("apply", "kept", "--shop", "demo.myshopify.com");
    expect(await namesAndSizes()).toEqual(["Repeat 3", "Many: often 1", "Newcomers 1"]);
    expect((await segments()).map(({ objective }) => objective)).toEqual(["keep", null, null]);
    expect(await said("plan", "kept")).toMatchObject({ isNothingToDo: true });
    expect(await said("apply", "kept")).toMatchObject({ create: [], change: [], same: 3 });
  });

  test("names change hands in one go", async () => {
    for (const file of ["repeat.yaml", "many-often.yaml"]) {
      const path = join(folder, "kept", file);
      const other = file === "repeat.yaml" ? '"Many: often"' : "Repeat";
      writeFileSync(path, readFileSync(path, "utf8").replace(/^name: .*/, `name: ${other}`));
    }
    await said("apply", "kept");
    expect(await namesAndSizes()).toEqual(["Many: often 3", "Repeat 1", "Newcomers 1"]);
  });

  test("segments that ask for each other are counted as they will be, and are filled like that", async () => {
    const path = join(folder, "kept", "repeat.yaml");
    const was = readFileSync(path, "utf8");
    keep("inner.yaml", "name: Inner\nquery: number_of_orders >= 2\n");
    keep("outer.yaml", "name: Outer\nquery: regulars.in_segment MATCHES (segment = 'Inner', since >= today) AND amount_spent >= 0\n");
    keep("others.yaml", "name: Others\nquery: NOT regulars.in_segment MATCHES (segment = 'Outer')\n");
    expect(await said("plan", "kept")).toMatchObject({
      create: [{ name: "Inner", members: 3 }, { name: "Others", members: 1 }, { name: "Outer", members: 3 }],
      follow: [],
    });
    await said("apply", "kept");
    const sizes = await namesAndSizes();
    expect(sizes.toSorted()).toEqual(
      ["Inner 3", "Many: often 3", "Newcomers 1", "Others 1", "Outer 3", "Repeat 1"],
    );

    keep("inner.yaml", "name: Inner\nquery: number_of_orders >= 4\n");
    keep("gone.yaml", "name: Gone\nquery: regulars.left_segment MATCHES (segment = 'Inner', date >= today)\n");
    expect(await said("plan", "kept")).toMatchObject({
      create: [{ name: "Gone", members: 2 }],
      change: [{ name: "Inner", members: { then: 1, join: 0, leave: 2 } }],
      follow: [
        { name: "Others", members: { then: 3, join: 2, leave: 0 } },
        { name: "Outer", members: { then: 1, join: 0, leave: 2 } },
      ],
    });
    expect(await namesAndSizes()).toEqual(sizes);
    await said("apply", "kept");
    expect(await namesAndSizes()).toEqual(expect.arrayContaining(["Inner 1", "Outer 1", "Others 3", "Gone 2"]));

    keep("inner.yaml", "name: Inner\nquery: regulars.in_segment MATCHES (segment = 'Others')\n");
    const { refusal } = await regulars("plan", "kept");
    expect(refusal).toContain("inner.yaml:2: a segment cannot ask for itself: Inner → Others → Outer → Inner");
    for (const file of ["inner", "outer", "others", "gone"]) rmSync(join(folder, "kept", `${file}.yaml`));
    await inDatabase((db) => db.deleteFrom("segments").where("name", "in", ["Inner", "Outer", "Others", "Gone"]).execute());
    writeFileSync(path, was);
  }); // prettier-ignore

  test("a file that is wrong is named with its line, and nothing is changed", async () => {
    keep("wrong.yaml", "name: Wrong\nquery: |-\n  number_of_orders > 1\n  AND total_spent > 5\n");
    keep("worse.yaml", "name: Worse\nquery: number_of_orders > 1\nprio: 1\n");
    const before = await segments();
    const one = await regulars("apply", "kept");
    expect(one.printed).toEqual([]);
    expect(one.refusal).toContain("worse.yaml:3: prio is not said of a segment");
    rmSync(join(folder, "kept", "worse.yaml"));
    const { refusal } = await regulars("apply", "kept");
    expect(refusal).toContain("wrong.yaml:4: query, column 5: `total_spent` is not a filter; did you mean `amount_spent`?");
    expect(refusal).toContain("Nothing was changed.");
    expect(await segments()).toEqual(before);
    rmSync(join(folder, "kept", "wrong.yaml"));
  }); // prettier-ignore

  test("what has no file goes if asked, but not from under an offer", async () => {
    const [first] = await segments();
    await inDatabase(async (db) => {
      const now = Date.now();
      await db
        .insertInto("offers")
        .values({
          ...{ shopId, offerId: 1, handle: "o-1", segmentId: first?.segmentId ?? 0, title: "Ten off" },
          ...{ terms: TEN_OFF, method: "automatic", code: null, startsAt: now, endsAt: null },
          ...{ state: "active", activatedAt: null, confirmedAt: null, drift: null },
          ...{ twinId: null, discountId: null, fault: null },
          ...{ createdAt: now, updatedAt: now },
        })
        .execute();
    });
    rmSync(join(folder, "kept", "repeat.yaml")); // of "Many: often" by now
    rmSync(join(folder, "kept", "new.yaml"));
    expect(await said("plan", "kept")).toMatchObject({ isNothingToDo: true, unfiled: { length: 2 } });
    expect(await said("plan", "kept", "--remove")).toMatchObject({
      remove: [{ name: "Many: often", publishes: { offers: ["Ten off"] } }, { name: "Newcomers" }],
    });
    const { refusal } = await regulars("apply", "kept", "--remove");
    expect(refusal).toContain("the offer Ten off is for it");
    expect(await namesAndSizes()).toHaveLength(3);
  }); // prettier-ignore

  test("a shop that is not there is named with those that are", async () => {
    const { refusal } = await regulars("plan", "kept", "--shop", "other.myshopify.com");
    expect(refusal).toContain("no shop other.myshopify.com: there are demo.myshopify.com");
  });
});
