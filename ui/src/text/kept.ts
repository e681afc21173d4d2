/** The day of a time, as the portal's pages and our messages write it; in UTC, in which Entra keeps it. */
export function day(time: string): string {
  return time.slice(0, 10);
}

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;

/** Of a secret or a certificate that is kept. */
export const kept = {
  inKeyring: "Kept in the keyring",
  notInKeyring: "The keyring has it no more",
  notLookedInto: "Kept when it was looked at last",
  ofAnotherCloud: "Kept for another cloud, so it is not sent to this one",
  until: (end: string, left: number) =>
    left < 0 ? `ended on ${day(end)}` : left === 0 ? `ends today, ${day(end)}` : `ends on ${day(end)}, in ${days(left)}`,
  endUnknown: "its end is not known, so nobody can warn you",
} as const;

/** Of the keyring, while something goes in or out. */
export const keyring = {
  waiting: (seconds: number) => `Unlock the keyring; Hallpass waits ${seconds} seconds.`,
  notLookedInto: "The keyring was not looked into",
  notYours: "That says nothing about your setup.",
} as const;
