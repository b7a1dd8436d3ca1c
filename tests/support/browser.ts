import { chromium, type Browser } from "playwright-core";
import { unpackedChromium } from "./chromium.ts";

/**
 * Starts a headless Chromium that came with `npm ci`; nothing else need be installed. On systems other than Linux on
 * x64 it is the machine's own Chrome. Close it when done: one browser per test file is enough.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return chromium.launch({ channel: "chrome" });
  }
  const { executablePath, env } = await unpackedChromium();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
  });
}

/** A user agent that does not say "Headless": servers that refuse bots would refuse the test otherwise. */
export async function ordinaryUserAgent(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  try {
    return (await page.evaluate(() => navigator.userAgent)).replace("Headless", "");
  } finally {
    await page.close();
  }
}
