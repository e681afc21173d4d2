import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./app.css";
import { Overview } from "./features/overview/Overview";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
createRoot(root).render(
  <StrictMode>
    <Overview />
  </StrictMode>,
);
