import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    // The oldest of the web views that Tauri 2 runs in: WebKitGTK 2.36 and the Safari of that time.
    target: "safari15",
    // The polyfill is an inline script, which the content security policy forbids; every target knows modulepreload.
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    // A loaded machine takes seconds to find an element by its role.
    testTimeout: 30_000,
  },
});
