/** A picture of a document: `docs/pictures/<name>-light.png` and `-dark.png`, taken by `cargo xtask pictures`. */
export interface Picture {
  name: string;
  /** A scenario's name. */
  scenario: string;
  /** Of the window, which is 760 or 600 high. */
  width: 1100 | 800;
}

/** In the order of the tour. That each stands in a document, and none else does: `cargo xtask tidy`, which reads the lines. */
export const pictures: readonly Picture[] = [
  { name: "overview", scenario: "overview", width: 1100 },
  { name: "first-run", scenario: "overview-first-run", width: 800 },
  { name: "rehearsed", scenario: "tour-rehearsed", width: 800 },
  { name: "register", scenario: "register", width: 1100 },
  { name: "manifest", scenario: "manifest", width: 1100 },
  { name: "sign-in", scenario: "sign-in-waiting", width: 800 },
  { name: "token", scenario: "token", width: 800 },
  { name: "on-behalf-of", scenario: "on-behalf-of-works", width: 1100 },
  { name: "wrong-secret", scenario: "on-behalf-of-not-sent", width: 800 },
  { name: "no-consent", scenario: "on-behalf-of-refused", width: 800 },
];
