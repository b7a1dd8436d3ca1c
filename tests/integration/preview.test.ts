import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { plainTerms } from "#app/offers/terms.ts";
import { openLog } from "#app/platform/log.server.ts";
import { LANGUAGES } from "#app/publish/preview/languages.ts";
import { personaOf } from "#app/publish/preview/persona.ts";
import { renderedPage } from "#app/publish/preview/rendered-page.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import {
  customerIdOf,
  fillShop,
  openStoreAdmin,
  productIdOf,
} from "#tests/support/publish-shop.ts";

const log = openLog({ level: "silent" });
const signal = new AbortController().signal;

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;

  beforeEach(async () => {
    opened = await engine.open();
    devstore = await startDevstore();
    const { db } = opened;
    shopId = await fillShop(
      { db, store: devstore.store },
      { customers: 12, products: 6, segments: ["s-aaaaaa", "s-bbbbbb"] },
    );
    await db
      .updateTable("products")
      .set({ title: "Cups & <saucers>", isAvailable: 1 })
      .where("productId", "=", productIdOf(2))
      .execute();
    await db
      .insertInto("variants")
      .values(
        [1, 2, 3, 4, 5, 6].map((n) => ({
          ...{ shopId, productId: productIdOf(n), variantId: productIdOf(n) * 10 },
          ...{ priceMinor: 1000, costMinor: null, isAvailable: 1 },
        })),
      )
      .execute();
    const now = Date.now();
    await db
      .insertInto("offers")
      .values({
        ...{ shopId, offerId: 1, handle: "o-aaaaaa", segmentId: 1, title: "Ten off" },
        terms: JSON.stringify(
          plainTerms({ kind: "amount", minor: 1050, eachItem: false, items: { kind: "all" } }),
        ),
        ...{ method: "automatic", code: null, startsAt: now - 1000, endsAt: null },
        ...{ state: "active", createdAt: now, updatedAt: now },
      })
      .execute();
    const { admin } = await openStoreAdmin({ origin: devstore.origin, shopId });
    await publishRun({ db, admin, log, signal }, { shopId, now });
  });

  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  /** What somebody sees; their offer and their products. */
  async function seenBy(as: string, locale = "en") {
    const persona = personaOf(as);
    if (!persona) throw new Error(`${as} is nobody`);
    const shop = await readShop(opened.db, shopId);
    const { html } = await renderedPage(opened.db, { shop, persona, locale, now: Date.now() });
    return html;
  }

  test("a guest sees what everyone does, and nobody's offer", async () => {
    const html = await seenBy("guest");
    expect(html).toContain("Product 3");
    expect(html).toContain("Cups &amp; &lt;saucers&gt;");
    expect(html).not.toContain("10.50");
  });

  test("somebody in a segment sees its offer, and so does a customer who has it and no other", async () => {
    expect(await seenBy("segment-1")).toContain("€10.50");
    expect(await seenBy("segment-2")).not.toContain("10.50");
    expect(await seenBy(`customer-${customerIdOf(6)}`)).toContain("€10.50");
    expect(await seenBy(`customer-${customerIdOf(3)}`)).not.toContain("10.50");
  });

  test("every text is there in every language, and nothing that runs", async () => {
    for (const { code } of LANGUAGES) {
      for (const as of ["guest", "segment-1", `customer-${customerIdOf(6)}`]) {
        const html = await seenBy(as, code);
        expect(html).not.toContain("Translation missing");
        expect(html).not.toMatch(/<script/i);
        expect(html).toContain(`lang="${code}" dir="${code === "ar" ? "rtl" : "ltr"}"`);
      }
    }
  });
});
