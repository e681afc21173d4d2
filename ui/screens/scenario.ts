import type { Answers } from "../src/test/rust";

/** A state of the window that is looked at: what Rust answers, and how a person came there. */
export interface Scenario {
  /** Of its pictures: `<page>-<state>`. */
  name: string;
  answers?: Partial<Answers>;
  /** After the window is there. */
  steps?: (hand: Hand) => Promise<void>;
}

/** What a person does, done as soon as its part is there. */
export interface Hand {
  see: (part: string) => Promise<HTMLElement>;
  click: (part: string) => Promise<void>;
  type: (part: string, text: string) => Promise<void>;
  press: (key: string, modifiers?: { ctrl?: boolean }) => void;
  paste: (text: string) => void;
  /** As Rust tells an open window. */
  tell: (event: string, payload: unknown) => Promise<void>;
}

export const go =
  (page: string) =>
  ({ click }: Hand) =>
    click(`page-${page}`);
