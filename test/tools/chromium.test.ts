import { describe, expect, it } from "vitest";
import type { Machine } from "./chromium.ts";
import { findChromium, provideChromium } from "./chromium.ts";

const machine = (files: readonly string[], given: Partial<Machine> = {}): Machine => ({
  env: { PATH: "/a:/b" },
  platform: "linux",
  isRoot: false,
  isExecutable: (file) => files.includes(file),
  run: () => false,
  ...given,
});

describe("findChromium", () => {
  it("takes the one that is named before any other", () => {
    const env = { PATH: "/a", YINGDA_CHROMIUM: "/mine" };
    expect(findChromium(machine(["/mine", "/a/chromium"], { env }))).toBe("/mine");
  });
  it("takes the first on the path, then the usual places", () => {
    expect(findChromium(machine(["/b/google-chrome", "/usr/bin/chromium"]))).toBe(
      "/b/google-chrome",
    );
    expect(findChromium(machine(["/usr/bin/chromium"]))).toBe("/usr/bin/chromium");
    expect(findChromium(machine([]))).toBeNull();
  });
});

describe("provideChromium", () => {
  it("installs one with a Chinese font as root on Debian", () => {
    const files = ["/usr/bin/apt-get"];
    const installed: string[] = [];
    const run = (_program: string, args: readonly string[]) => {
      if (args[0] === "install") {
        installed.push(...args.slice(-2));
        files.push("/usr/bin/chromium");
      }
      return true;
    };
    const found = provideChromium(machine(files, { isRoot: true, run }));
    expect(found).toEqual({ file: "/usr/bin/chromium" });
    expect(installed).toEqual(["chromium", "fonts-noto-cjk"]);
  });
  it("says how to get one where it may not install", () => {
    const advice = "advice" in provideChromium(machine([])) && provideChromium(machine([]));
    expect(JSON.stringify(advice)).toContain("YINGDA_CHROMIUM");
  });
  it("does not look further when the named one is missing", () => {
    const env = { PATH: "/a", YINGDA_CHROMIUM: "/gone" };
    const provided = provideChromium(machine(["/a/chromium"], { env }));
    expect(JSON.stringify(provided)).toContain("/gone");
  });
});
