/** The word for each state: a shape alone says nothing to a screen reader. */
export const stateWord = {
  fine: "fine",
  warn: "needs attention",
  fail: "failing",
  running: "working",
  waiting: "not started",
} as const;

export const workingWord = "Working…";
