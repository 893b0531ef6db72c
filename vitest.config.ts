import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // As in the plugins' own process and in tsconfig.json.
  resolve: {
    alias: { "yingda/plugin": fileURLToPath(new URL("engine/plugin.ts", import.meta.url)) },
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes; how soon hangs on what else the machine does.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
