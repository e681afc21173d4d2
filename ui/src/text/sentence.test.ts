import { describe, expect, it } from "vitest";

import { capitalised, headline, sentence, steps } from "./sentence";

describe("capitalised", () => {
  it.each([
    ["no keyring on this machine", "No keyring on this machine"],
    ["on-behalf-of works", "On-behalf-of works"],
    ["wrong: the secret", "Wrong: the secret"],
    ["api://localhost:3000/app, consent granted", "api://localhost:3000/app, consent granted"],
    ["manifest.xml is read", "manifest.xml is read"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(capitalised(text)).toBe(expected);
  });
});

describe("sentence", () => {
  it.each([
    ["wait for it", "Wait for it."],
    ["Wait for it.", "Wait for it."],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });
});

describe("steps", () => {
  it.each([
    ["wait for it", ["Wait for it."]],
    ["grant consent; or let the user consent", ["Grant consent.", "Or let the user consent."]],
  ])("of %s", (hint, expected) => {
    expect(steps(hint)).toEqual(expected);
  });
});

describe("headline", () => {
  it.each([
    ["The secret is wrong. Its ID was sent.", "The secret is wrong", "Its ID was sent."],
    ["no keyring on this machine", "No keyring on this machine", ""],
    ["the port is taken: by another program", "The port is taken", "By another program"],
    ["https://localhost:3000 does not answer.", "https://localhost:3000 does not answer", ""],
  ])("of %s", (message, head, rest) => {
    expect(headline(message)).toEqual({ head, rest });
  });
});
