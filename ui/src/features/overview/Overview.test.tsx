import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { rustAnswers } from "../../test/rust";
import { overview as text } from "../../text/overview";
import { Overview } from "./Overview";

const about = { version: "1.2.3" };
const addresses = {
  authority: "https://localhost:47443/",
  http_authority: "http://localhost:47080/",
  ca_file: "/state/ca.pem",
};

describe("Overview", () => {
  it("shows the version that Rust names", async () => {
    rustAnswers({ about, practice: null });
    render(<Overview />);
    expect(await screen.findByText("Hallpass 1.2.3")).toBeDefined();
  });

  it("is silent about the practice tenant when it was not asked for", async () => {
    rustAnswers({ about, practice: null });
    render(<Overview />);
    await screen.findByText("Hallpass 1.2.3");
    expect(screen.queryByText(text.practice.nothingReal)).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows where the practice tenant answers, and that nothing of it is real", async () => {
    rustAnswers({ about, practice: addresses });
    render(<Overview />);
    const practice = within(await screen.findByRole("region", { name: text.practice.title }));
    for (const value of [...Object.values(addresses), text.practice.nothingReal]) {
      expect(practice.getByText(value)).toBeDefined();
    }
  });

  it("says what happened and what to do when the practice tenant did not start", async () => {
    const error = { code: "practice-ports", message: "no port is free", hint: "stop the other program" };
    rustAnswers({ about, practice: { rejects: error } });
    render(<Overview />);
    const alert = within(await screen.findByRole("alert"));
    for (const words of Object.values(error)) {
      expect(alert.getByText(words)).toBeDefined();
    }
  });
});
