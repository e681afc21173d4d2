import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** React and Fluent alone, which `cargo xtask bench desktop` puts into a bare window; no part of the product. */
export default defineConfig({
  // Of the folder `ui`, where npm runs it; where it goes to, the bench says.
  root: "bench",
  plugins: [react()],
  build: { target: "safari15", modulePreload: { polyfill: false } },
});
