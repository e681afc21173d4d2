// Every scenario in both themes and at two sizes, in Chromium: its picture, what axe-core finds, and whether a picture in
// docs/pictures still is what the window shows.
//   node screens/take.mjs FOLDER [NAME…]
// Prints a line a scenario; the last line is `N passed, N failed`.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { kept } from "./kept.mjs";
import { each, picture as pictureOf, schemes, sizes, stage } from "./stage.mjs";

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const [folder, ...names] = process.argv.slice(2);

await mkdir(folder, { recursive: true });
let passed = 0;
let failed = 0;
const told = (about, found) => {
  passed += found.length === 0 ? 1 : 0;
  failed += found.length === 0 ? 0 : 1;
  found.forEach((what) => console.log(`${about}: ${what}`));
};
const here = await stage();
try {
  const documents = await kept(here);
  const wanted = here.scenarios.filter((each) => names.length === 0 || names.some((name) => each.startsWith(name)));
  const pictures = wanted.flatMap((name) =>
    schemes.flatMap((colorScheme) =>
      Object.entries(sizes).map(([width, height]) => ({ name, colorScheme, viewport: { width: Number(width), height } })),
    ),
  );
  await each(pictures, async ({ name, ...options }) => {
    const picture = `${name}-${options.colorScheme}-${options.viewport.width}`;
    told(picture, await here.open(options, (page) => take(page, name, picture, documents)));
  });
  if (names.length === 0) {
    told("docs/pictures", await documents.astray());
  }
} finally {
  await here.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What is wrong with one picture; nothing if nothing is. */
async function take(page, name, picture, documents) {
  const found = [];
  page.on("pageerror", (error) => found.push(error.message));
  try {
    await here.show(page, name);
    const taken = await pictureOf(page);
    await writeFile(`${folder}/${picture}.png`, taken);
    found.push(...(await documents.compare(picture, taken)), ...(await cut(page)), ...(await violations(page)));
  } catch (error) {
    found.push(error.message.split("\n")[0]);
  }
  return found;
}

/** A page that is wider than the window, and what stands over its neighbour in the rail. */
function cut(page) {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    const over = main === null ? 0 : main.scrollWidth - main.clientWidth;
    const high = [...document.querySelectorAll(".rail-item")].filter((each) => each.scrollHeight > each.clientHeight + 1);
    return [
      ...(over > 1 ? [`wider than the window by ${over} px`] : []),
      ...high.map((each) => `higher than its place in the rail: ${each.textContent}`),
    ];
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
