// The pictures of documents, docs/pictures: where they are, and whether each is what the window shows.
import { readFile, readdir } from "node:fs/promises";
import { schemes, sizes } from "./stage.mjs";

export const FOLDER = `${import.meta.dirname}/../../docs/pictures`;
const MEND = "cargo xtask pictures takes it anew";
/** A page with several of them comes over a slow line, too. */
const LARGEST = 150_000;

/** The pixels of a side of the squares that are compared. */
const SQUARE = 8;
/** By how much of 255 the mean of a square may differ: the edges of letters may be drawn otherwise, and no letter. */
const SHADE = 8;
/** The share of squares that may differ by more: less than half a word that is another. */
const TOLERATED = 0.0003;

/** All pictures of the list: file, scenario, theme, size. */
export const files = (pictures) =>
  pictures.flatMap(({ name, scenario, width }) =>
    schemes.map((colorScheme) => ({
      file: `${name}-${colorScheme}.png`,
      scenario,
      taken: `${scenario}-${colorScheme}-${width}`,
      options: { colorScheme, viewport: { width, height: sizes[width] } },
    })),
  );

/** The pictures as they stand in the folder. */
export async function kept({ scenarios, pictures, open }) {
  const all = files(pictures);
  const before = (file) => readFile(`${FOLDER}/${file}`).catch(() => null);
  return {
    /** What is wrong with those that show this scenario in this theme and size; nothing if nothing is. */
    async compare(taken, now) {
      const found = [];
      for (const { file } of all.filter((each) => each.taken === taken)) {
        const then = await before(file);
        if (then === null) {
          found.push(`docs/pictures/${file} is not there: ${MEND}`);
          continue;
        }
        // Taken on Linux: other systems draw the same letters with other edges.
        const share = process.platform === "linux" ? await open({}, (page) => difference(page, then, now)) : 0;
        if (share > TOLERATED) {
          found.push(`docs/pictures/${file} is not what the window shows now, ${(share * 100).toFixed(2)} % differs: ${MEND}`);
        } else if (then.length > LARGEST) {
          found.push(`docs/pictures/${file} has ${then.length} bytes, and may have ${LARGEST}: show less, or take the small size`);
        }
      }
      return found;
    },
    /** Pictures of no scenario, and files of no picture. */
    async astray() {
      const gone = all.filter(({ scenario }) => !scenarios.includes(scenario));
      const known = new Set(all.map(({ file }) => file));
      const others = (await readdir(FOLDER).catch(() => [])).filter((file) => !known.has(file));
      return [
        ...gone.map(({ file, scenario }) => `${file}: there is no scenario ${scenario}; mend ui/screens/pictures.ts`),
        ...others.map((file) => `${file} is not in ui/screens/pictures.ts: put it there, or delete it`),
      ];
    },
  };
}

/** The share of squares whose mean differs; 1 where the pictures are of different sizes. */
export function difference(page, one, other) {
  return page.evaluate(
    async ({ pictures, square, shade }) => {
      const drawn = pictures.map(async (base64) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
        canvas.drawImage(picture, 0, 0);
        return canvas.getImageData(0, 0, picture.width, picture.height);
      });
      const [one, other] = await Promise.all(drawn);
      if (one.width !== other.width || one.height !== other.height) {
        return 1;
      }
      const mean = ({ data, width, height }, left, top, channel) => {
        let sum = 0;
        let count = 0;
        for (let y = top; y < Math.min(top + square, height); y += 1) {
          for (let x = left; x < Math.min(left + square, width); x += 1) {
            sum += data[(y * width + x) * 4 + channel];
            count += 1;
          }
        }
        return sum / count;
      };
      let all = 0;
      let differing = 0;
      for (let top = 0; top < one.height; top += square) {
        for (let left = 0; left < one.width; left += square) {
          all += 1;
          differing += [0, 1, 2].some((channel) => Math.abs(mean(one, left, top, channel) - mean(other, left, top, channel)) > shade)
            ? 1
            : 0;
        }
      }
      return differing / all;
    },
    { pictures: [one, other].map((picture) => picture.toString("base64")), square: SQUARE, shade: SHADE },
  );
}
