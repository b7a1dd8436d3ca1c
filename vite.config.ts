import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/**
 * The pages' build. Files that do I/O stay outside the server bundle: Node runs them as they are, so the web and the
 * worker process share one form of the code, and a module that holds a connection exists once a process.
 */
export default defineConfig({
  server: {
    host: "127.0.0.1",
    port: Number(process.env.PORT ?? 3000),
    strictPort: true,
    allowedHosts: true,
  },
  plugins: process.env.VITEST
    ? []
    : [
        remix({
          ignoredRouteFiles: ["**/.*", "**/*.test.*"],
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_routeConfig: false,
            v3_singleFetch: false, // Shopify's package answers with json()
            v3_lazyRouteDiscovery: false, // needs sessionStorage, which a strict browser denies to a frame
          },
        }),
      ],
  build: {
    assetsInlineLimit: 0,
    sourcemap: false,
    rollupOptions: { external: /^#app\/.*\.server\.ts$/ },
  },
  optimizeDeps: { include: ["@shopify/app-bridge-react", "@shopify/polaris"] },
});
