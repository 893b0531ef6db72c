import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const inEditor = (file: string): string =>
  fileURLToPath(new URL(`editor/${file}`, import.meta.url));

/** Where `npm run dev` of the editor finds the server it talks to. */
const server = "http://127.0.0.1:8080";

export default defineConfig({
  root: inEditor("."),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("dist/editor", import.meta.url)),
    emptyOutDir: true,
    // A page a screen: the policy of the pages allows no inline script, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { editor: inEditor("index.html"), phone: inEditor("phone.html") } },
  },
  worker: { format: "es" },
  server: { proxy: { "/sandbox": server, "/mmbiz": server, "/cgi-bin": server, "/api": server } },
});
