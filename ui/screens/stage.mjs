// Where scenarios are shown: the built page of screens/, in Chromium, at one moment of one day.
import { preview } from "vite";
import { chromium } from "playwright-core";

/** The clock of every scenario: what is "in 47 min" on one day is so on every other. */
const NOW = "2026-03-17T14:24:51Z";

/** What the page has to show, `show` for it, and `close` at the end. */
export async function stage() {
  const server = await preview({ configFile: `${import.meta.dirname}/vite.config.ts`, preview: { port: 0, host: "127.0.0.1" } });
  const [address] = server.resolvedUrls.local;
  const browser = await chromium.launch({
    executablePath: process.env.HALLPASS_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
  });

  /** A page of its own for `use`, whose answer is handed on. */
  const open = async (options, use) => {
    const page = await browser.newPage({ ...options, reducedMotion: "reduce", locale: "en-US", timezoneId: "UTC" });
    try {
      await page.clock.setFixedTime(NOW);
      return await use(page);
    } finally {
      await page.close();
    }
  };

  const [scenarios, pictures] = await open({}, async (page) => {
    await page.goto(address);
    await page.waitForFunction(() => window.scenarios !== undefined);
    return page.evaluate(() => [window.scenarios, window.pictures]);
  });

  return {
    /** Names of all scenarios. */
    scenarios,
    /** Of documents. */
    pictures,
    open,
    /** The scenario of this name as it is when nothing moves any more. */
    async show(page, name) {
      const asked = new Set();
      page.on("request", (request) => asked.add(request));
      page.on("requestfinished", (request) => asked.delete(request));
      page.on("requestfailed", (request) => asked.delete(request));
      await page.goto(`${address}?name=${name}`);
      await page.waitForFunction(() => window.shown !== undefined);
      await page.evaluate(() => window.shown);
      // What appears with a delay, as a spinner does, and what the last step still draws.
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
      // What the page brings when it is shown, such as the colours of code: one part may ask for another.
      for (let quiet = 0; quiet < 3; quiet = asked.size === 0 ? quiet + 1 : 0) {
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      }
    },
    async close() {
      await browser.close();
      server.httpServer.closeAllConnections?.();
      await server.close();
    },
  };
}

/** All of them, some at a time. */
export async function each(things, work) {
  const AT_ONCE = 3;
  const waiting = [...things];
  const next = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) {
      await work(thing);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Without a caret that blinks. */
export const picture = (page) => page.screenshot({ animations: "disabled" });

export const sizes = { 1100: 760, 800: 600 };
export const schemes = ["light", "dark"];
