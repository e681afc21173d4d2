/** Times and durations as a person reads them. */

const minute = 60;
const hour = 60 * minute;

/** `4:12`, as a countdown shows it. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / minute)}:${String(whole % minute).padStart(2, "0")}`;
}

/** A number with its unit, as short as it fits into a ring: minutes, by the second under two of them. */
export function shortTime(seconds: number): { value: string; unit: string } {
  if (seconds < 2 * minute) {
    return { value: clock(seconds), unit: "" };
  }
  return seconds < 10 * hour
    ? { value: String(Math.floor(seconds / minute)), unit: "min" }
    : { value: String(Math.floor(seconds / hour)), unit: "h" };
}

/** `47 min`, `1 h 28 min`, `1:37`. */
export function duration(seconds: number): string {
  if (seconds < 2 * minute) {
    return clock(seconds);
  }
  const minutes = Math.floor(seconds / minute);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `412 ms`, `2.4 s`. */
export function took(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `14:26:08` here; `14:26` where seconds say nothing. */
export function timeOfDay(time: string, seconds = false): string {
  return new Date(time).toLocaleTimeString(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(seconds && { second: "2-digit" }),
  });
}

/** `26 March`, with the year where it is another one. */
export function day(time: string, now = new Date()): string {
  const date = new Date(time);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...year });
}

export function isToday(time: string, now = new Date()): boolean {
  return new Date(time).toDateString() === now.toDateString();
}

export const time = {
  left: (seconds: number) => (seconds <= 0 ? "Expired" : `${duration(seconds)} left`),
} as const;
