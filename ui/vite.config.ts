import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/* Two builds of one window: `dist` speaks to Tauri and holds no fake; `dist-fake` (mode `fake`, git-ignored) holds
   both, and takes the fake host when the address says `?fake`. */
export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  define: { __FAKE__: JSON.stringify(mode === "fake") },
  build: {
    outDir: mode === "fake" ? "dist-fake" : "dist",
    emptyOutDir: true,
    target: "safari16",
    // The content-security policy admits no inline script and no font from a data address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { port: 1420, strictPort: true },
}));
