import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Code } from "./Code";

describe("Code", () => {
  it("shows the text in colours, as text", async () => {
    const hostile = '{"a": "<img src=x onerror=alert(1)>"}';
    render(<Code text={hostile} language="json" label="the answer" testId="code" />);
    // The grammar is loaded first, which takes seconds on a loaded machine.
    await screen.findByText('"a"', { selector: ".token-attribute" }, { timeout: 20_000 });
    expect(screen.getByRole("region", { name: "the answer" }).textContent).toBe(hostile);
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByRole("button", { name: "Copy the answer" })).toBeDefined();
  });
});
