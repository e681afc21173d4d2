// Every scenario in both themes and at two sizes, in Chromium: its picture, and what axe-core finds.
//   node screens/take.mjs FOLDER [NAME…]
// Prints a line a scenario; the last line is `N passed, N failed`.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { preview } from "vite";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const [folder, ...names] = process.argv.slice(2);
const sizes = [
  { width: 1100, height: 760 },
];
const schemes = ["light"];
const AT_ONCE = 3;

await mkdir(folder, { recursive: true });
const server = await preview({ configFile: `${import.meta.dirname}/vite.config.ts`, preview: { port: 0, host: "127.0.0.1" } });
const [address] = server.resolvedUrls.local;
const browser = await chromium.launch({
  executablePath: process.env.HALLPASS_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
});
let passed = 0;
let failed = 0;
try {
  const first = await browser.newPage();
  await first.goto(address);
  await first.waitForFunction(() => window.scenarios !== undefined);
  const all = await first.evaluate(() => window.scenarios);
  await first.close();
  const wanted = all.filter((each) => names.length === 0 || names.some((name) => each.startsWith(name)));
  const pictures = wanted.flatMap((name) =>
    schemes.flatMap((colorScheme) =>
      sizes.map((viewport) => ({ name, picture: `${name}-${colorScheme}-${viewport.width}`, colorScheme, viewport })),
    ),
  );
  const work = async () => {
    for (let next = pictures.shift(); next !== undefined; next = pictures.shift()) {
      const { name, picture, ...options } = next;
      const found = await take(name, picture, { ...options, reducedMotion: "reduce", forcedColors: process.env.FORCED ?? "none", locale: "en-US", timezoneId: "UTC" });
      passed += found.length === 0 ? 1 : 0;
      failed += found.length === 0 ? 0 : 1;
      found.forEach((what) => console.log(`${picture}: ${what}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  await browser.close();
  server.httpServer.closeAllConnections?.();
  await server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What is wrong with one picture; nothing if nothing is. */
async function take(name, picture, options) {
  const found = [];
  const page = await browser.newPage(options);
  page.on("pageerror", (error) => found.push(error.message));
  try {
    await page.goto(`${address}?name=${name}`);
    await page.waitForFunction(() => window.shown !== undefined);
    await page.evaluate(() => window.shown);
    // What appears with a delay, as a spinner does, and what the last step still draws.
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    await page.screenshot({ path: `${folder}/${picture}.png`, animations: "disabled" });
    found.push(...(await cut(page)), ...(await violations(page)));
  } catch (error) {
    found.push(error.message.split("\n")[0]);
  }
  await page.close();
  return found;
}

/** A page that is wider than the window. */
function cut(page) {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    const over = main === null ? 0 : main.scrollWidth - main.clientWidth;
    return over > 1 ? [`wider than the window by ${over} px`] : [];
  });
}

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    // Tabster's dummies take the focus to hand it on, and are hidden from screen readers on purpose.
    window.axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !(id === "aria-hidden-focus" && html.includes("data-tabster-dummy")))
      .map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.split("\n").slice(1, 2).join("").trim()}`),
  );
}
