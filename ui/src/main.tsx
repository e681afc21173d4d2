import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./fonts.css";
import "./app.css";
import { App } from "./App";
import { contextMenuInTextFieldsOnly } from "./window/contextMenu";
import { nameShiftTab } from "./window/shiftTab";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
nameShiftTab();
contextMenuInTextFieldsOnly(document);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
