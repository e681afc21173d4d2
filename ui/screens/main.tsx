import { createRoot } from "react-dom/client";

import "../src/fonts.css";
import "../src/app.css";
import { App } from "../src/App";
import { rustAnswers } from "../src/test/rust";
import { hand } from "./hand";
import { type Picture, pictures } from "./pictures";
import { scenarios } from "./scenarios";

/** The runner reads it: every scenario's name and the pictures of documents, or how the one of `?name=` went. */
declare global {
  interface Window {
    scenarios: readonly string[];
    pictures: readonly Picture[];
    shown: Promise<void>;
  }
}

window.scenarios = scenarios.map(({ name }) => name);
window.pictures = pictures;
const wanted = new URLSearchParams(location.search).get("name");
const scenario = scenarios.find(({ name }) => name === wanted);
if (scenario !== undefined) {
  rustAnswers(scenario.answers ?? {});
  createRoot(document.getElementById("root") ?? document.body).render(<App />);
  window.shown = (async () => {
    await hand.see("page-title");
    // What listens begins to after it was drawn.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await scenario.steps?.(hand);
    await hand.see("page-title");
    await document.fonts.ready;
  })();
}
