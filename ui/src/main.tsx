import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./fonts.css";
import "./app.css";
import { App } from "./App";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
