import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Differing } from "./Differing";

it("shows whole values, boxes what differs, and says it", () => {
  render(<Differing found="access-as-user" expected="access_as_user" foundPlace="scp" />);
  const part = screen.getByTestId("differing");
  expect([...part.querySelectorAll("code")].map((code) => code.textContent)).toEqual(["access-as-user", "access_as_user"]);
  expect([...part.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["-", "-", "_", "_"]);
  expect(part.textContent).toContain("“-” stands in place of “_”.");
  expect(part.textContent).toContain("scp");
});
