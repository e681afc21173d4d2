import { render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { useFocusKept } from "./useFocusKept";

interface Parts {
  item?: boolean;
  button?: boolean;
  dialog?: boolean;
}

function Page({ item = false, button = false, dialog = false }: Parts) {
  useFocusKept();
  return (
    <>
      <div data-page="register" style={{ display: "none" }}>
        <h1>Left</h1>
      </div>
      <div data-page="manifest">
        <h1>Shown</h1>
        <button type="button">Menu</button>
        {item && <button type="button">Item</button>}
        {button && !dialog && <button type="button">Gone</button>}
      </div>
      {dialog && (
        <div role="dialog">
          <h2>Asked</h2>
          {button && <button type="button">Next</button>}
          <button type="button">Close</button>
        </div>
      )}
    </>
  );
}

const focus = (name: string) => screen.getByText(name).focus();
const hasFocus = (name: string) => waitFor(() => expect(document.activeElement?.textContent).toBe(name));

it("goes to the title of the page that is shown where its element is gone", async () => {
  const { rerender } = render(<Page button />);
  focus("Gone");
  rerender(<Page />);
  await hasFocus("Shown");
});

it("stays in the dialog where what was pressed in it is gone", async () => {
  const { rerender } = render(<Page button dialog />);
  focus("Next");
  rerender(<Page dialog />);
  await hasFocus("Asked");
});

it("goes back to what opened a dialog, past the line of a menu that is closed", async () => {
  const { rerender } = render(<Page item />);
  focus("Menu");
  focus("Item");
  rerender(<Page dialog button />);
  for (let at = 0; at < 10; at++) {
    focus("Next");
    focus("Close");
  }
  rerender(<Page />);
  await hasFocus("Menu");
});

it("leaves the focus where somebody took it", async () => {
  const { rerender } = render(<Page button />);
  focus("Gone");
  rerender(<Page />);
  focus("Menu");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(document.activeElement?.textContent).toBe("Menu");
});
