/** The day of a time, as the portal's pages and our messages write it; in UTC, in which Entra keeps it. */
export function day(time: string): string {
  return time.slice(0, 10);
}
