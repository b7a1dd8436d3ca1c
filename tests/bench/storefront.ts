import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { serve } from "#tests/devstore/server.ts";
import { shopOfStates } from "#tests/support/block-states.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import type { StorefrontShop } from "#tests/support/storefront-shop.ts";

/**
 * The development store's product page with our blocks and without them, in one Chromium run, taken in turns: largest
 * contentful paint, layout shift, bytes, requests and scripts. It fails when blocks shift the page or bring a script.
 */

interface Visit {
  /** Until the first byte: what the store's own Liquid takes, which is not Shopify's. */
  readonly firstByteMs: number;
  /** From there to the largest contentful paint. */
  readonly paintMs: number;
  readonly layoutShift: number;
  readonly bytes: number;
  readonly requests: number;
  readonly scripts: number;
}

/** Kept in the page, since an observer sees only what happens after it was made. */
const OBSERVE = `
  window.seen = { lcp: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { times: { type: "string", default: "15" } } });
  const shop = shopOfStates();
  // The member of all states, and an offer besides: every block of the page has something to show.
  shop.metafield(
    "CUSTOMER",
    1,
    "segments",
    "list.single_line_text_field",
    '["o-amount","s-aaaaaa"]',
  );
  const { server, origin } = await serve(shop.shops, 0);
  const browser = await launchBrowser();
  try {
    const measured = await inTurns(browser, shop, { origin, times: Number(values.times) });
    report(measured);
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    shop.close();
  }
}

async function inTurns(
  browser: Browser,
  shop: StorefrontShop,
  { origin, times }: { origin: string; times: number },
): Promise<{ with: Visit[]; without: Visit[] }> {
  const measured = { with: new Array<Visit>(), without: new Array<Visit>() };
  await visit(browser, origin); // the first prepares what every later one finds prepared
  for (let turn = 0; turn < times; turn++) {
    for (const which of ["with", "without"] as const) {
      shop.enable(which === "with");
      measured[which].push(await visit(browser, origin));
    }
  }
  return measured;
}

/** A telephone's first visit to a product page, scrolled to its end so that late pictures load. */
async function visit(browser: Browser, origin: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/s/shelf/account/login?customer_id=1`);
    await page.addInitScript(OBSERVE);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    const counted = { bytes: 0, requests: 0, scripts: 0 };
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      counted.bytes += encodedDataLength;
      counted.requests++;
    });
    devtools.on("Network.responseReceived", ({ type }) => {
      if (type === "Script") counted.scripts++;
    });
    await page.goto(`${origin}/s/shelf/products/product-1`, { waitUntil: "networkidle" });
    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(200);
    const seen: unknown = await page.evaluate(
      "({ ...window.seen, first: performance.getEntriesByType('navigation')[0].responseStart })",
    );
    const { lcp = NaN, shift = NaN, first = NaN } = { ...Object(seen) } as Record<string, number>;
    const inline = await page.locator("script").count();
    return {
      ...counted,
      ...{ firstByteMs: first, paintMs: lcp - first, layoutShift: shift },
      scripts: counted.scripts + inline,
    };
  } finally {
    await context.close();
  }
}

function report(measured: { with: Visit[]; without: Visit[] }): void {
  const figures = [
    "firstByteMs",
    "paintMs",
    "layoutShift",
    "bytes",
    "requests",
    "scripts",
  ] as const;
  process.stdout.write(`${"".padEnd(14)}${"without".padStart(12)}${"with".padStart(12)}\n`);
  for (const figure of figures) {
    const [without, having] = [measured.without, measured.with].map((visits) =>
      median(visits.map((one) => one[figure])),
    );
    process.stdout.write(
      `${figure.padEnd(14)}${shown(without).padStart(12)}${shown(having).padStart(12)}\n`,
    );
  }
  const worst = Math.max(...measured.with.map(({ layoutShift }) => layoutShift));
  const scripts = Math.max(...measured.with.map((one) => one.scripts));
  if (worst > 0 || scripts > 0) {
    process.stdout.write(`blocks shift the page by ${worst} or bring ${scripts} scripts\n`);
    process.exitCode = 1;
  }
}

const shown = (value = NaN) => String(Math.round(value * 1000) / 1000);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
