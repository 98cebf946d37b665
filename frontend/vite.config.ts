import { defineConfig } from "vite";

import { chinese } from "./chinese.ts";

export default defineConfig({
  // relative, so that the pages also work below a path of a reverse proxy
  base: "./",
  logLevel: "warn",
  plugins: [chinese()],
  build: {
    outDir: "../core/xiangmu/web/assets",
    emptyOutDir: true,
    assetsDir: "static",
    // a page loads nothing that the policy of its headers forbids: no data: address for scripts or fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8192,
    rollupOptions: {
      input: ["graphiql.html", "dashboard.html"],
      onwarn(warning, warn) {
        // "use client" in packages that also serve React on servers
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
  worker: { format: "es" },
});
