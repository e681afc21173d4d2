import { useEffect, useState } from "react";

const minute = 60_000;

/** Milliseconds until a time, never below zero: by the minute, by the second under two of them, and still at its end.
 * `by`: every second from the beginning. */
export function useTimeLeft(ends: string | number, by: "minute" | "second" = "minute"): number {
  const end = typeof ends === "number" ? ends : Date.parse(ends);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, end - now);
  useEffect(() => {
    if (left === 0) {
      return;
    }
    const step = by === "second" || left <= 2 * minute ? 1000 : minute;
    // To where the number that is shown changes.
    const tick = setTimeout(() => setNow(Date.now()), (left % step) + 1);
    return () => clearTimeout(tick);
  }, [left, by]);
  // A page that comes back has been away for a while.
  useEffect(() => {
    setNow(Date.now());
  }, [end]);
  return left;
}
