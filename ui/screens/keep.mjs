// Takes the pictures of documents anew, into docs/pictures: node screens/keep.mjs
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { FOLDER, difference, files } from "./kept.mjs";
import { each, picture, stage } from "./stage.mjs";

await mkdir(FOLDER, { recursive: true });
let failed = false;
const here = await stage();
try {
  await each(files(here.pictures), async ({ file, scenario, options }) => {
    try {
      if (!here.scenarios.includes(scenario)) {
        throw new Error(`there is no scenario ${scenario}`);
      }
      const path = `${FOLDER}/${file}`;
      const then = await readFile(path).catch(() => null);
      const now = await here.open(options, async (page) => {
        await here.show(page, scenario);
        return picture(page);
      });
      // What looks alike stays, byte for byte: the history of the repository is not for spinners.
      const alike = then !== null && (await here.open({}, (page) => difference(page, then, now))) === 0;
      console.log(`docs/pictures/${file}: ${alike ? "as before" : then === null ? "new" : "taken anew"}`);
      if (!alike) {
        await writeFile(path, now);
      }
    } catch (error) {
      failed = true;
      console.log(`docs/pictures/${file}: ${error.message.split("\n")[0]}`);
    }
  });
} finally {
  await here.close();
}
process.exit(failed ? 1 : 0);
