import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { TimeRing } from "./TimeRing";

const now = Date.parse("2026-03-17T12:00:00Z");
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const words = () => screen.getByRole("img").getAttribute("aria-label");

beforeEach(() => {
  vi.useFakeTimers({ now });
});
afterEach(() => {
  vi.useRealTimers();
});

it("moves by the minute, by the second under two minutes, and stops at its end", () => {
  render(<TimeRing issued={at(-600)} expires={at(47 * 60 + 30)} size={56} />);
  expect([words(), screen.getByRole("img").textContent]).toEqual(["47 min left", "47min"]);
  act(() => vi.advanceTimersByTime(29_000));
  expect(words()).toBe("47 min left");
  act(() => vi.advanceTimersByTime(2_000));
  expect(words()).toBe("46 min left");
  // Each tick sets the next one once it was drawn.
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      act(() => vi.advanceTimersByTime(1_000));
    }
  };
  pass(45 * 60);
  expect(words()).toBe("1:59 left");
  pass(1);
  expect(words()).toBe("1:58 left");
  pass(120);
  expect(words()).toBe("Expired");
  expect(vi.getTimerCount()).toBe(0);
});

it("says a long life in hours, and only in words where it is small", () => {
  render(<TimeRing issued={at(0)} expires={at(88 * 60 + 60 * 60)} size={16} />);
  expect([words(), screen.getByRole("img").textContent]).toEqual(["2 h 28 min left", ""]);
});
