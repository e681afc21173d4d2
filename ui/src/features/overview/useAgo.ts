import { useEffect, useState } from "react";

import { agreement as text } from "../../text/agreement";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long ago a moment was, in words that keep up. */
export function useAgo(moment: string): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const tick = setInterval(() => setNow(Date.now()), 10 * SECOND);
    return () => clearInterval(tick);
  }, [moment]);
  return ago(now - Date.parse(moment));
}

export function ago(passed: number): string {
  const { checked } = text;
  // Rust's clock and the page's are one; a moment to come is this one.
  if (passed < 5 * SECOND) {
    return checked.now;
  }
  if (passed < MINUTE) {
    return checked.seconds(Math.floor(passed / SECOND));
  }
  return passed < HOUR ? checked.minutes(Math.floor(passed / MINUTE)) : checked.hours(Math.floor(passed / HOUR));
}
