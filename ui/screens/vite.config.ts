import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The window with scenarios in Rust's place, for pictures and for axe; no part of the product. */
export default defineConfig({
  // Of the folder `ui`, where npm runs it.
  root: "screens",
  plugins: [react()],
  build: { outDir: "../../target/screens/page", emptyOutDir: true, chunkSizeWarningLimit: 4_000 },
});
