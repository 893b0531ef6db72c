import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** What finding a browser depends on, so that a test can give another machine. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly isRoot: boolean;
  readonly isExecutable: (file: string) => boolean;
  /** Runs a program; whether it ended well. */
  readonly run: (program: string, args: readonly string[]) => boolean;
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const usualPlaces: Readonly<Record<string, readonly string[]>> = {
  linux: ["/usr/bin/chromium", "/snap/bin/chromium", "/opt/google/chrome/chrome"],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Where a Chromium stands, or `null`: `YINGDA_CHROMIUM`, then PATH, then the usual places. */
export const findChromium = (machine: Machine): string | null => {
  const named = machine.env.YINGDA_CHROMIUM;
  if (named !== undefined && named !== "") return machine.isExecutable(named) ? named : null;
  const folders = (machine.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const files = [...onPath, ...(usualPlaces[machine.platform] ?? [])];
  return files.find((file) => machine.isExecutable(file)) ?? null;
};

/** Finds a Chromium; as root on Debian installs one with a Chinese font first. Otherwise says how to get one. */
export const provideChromium = (
  machine: Machine,
): { readonly file: string } | { readonly advice: string } => {
  const found = findChromium(machine);
  if (found !== null) return { file: found };
  if (machine.env.YINGDA_CHROMIUM) {
    return {
      advice: `YINGDA_CHROMIUM names ${machine.env.YINGDA_CHROMIUM}, which is not a program.`,
    };
  }
  if (machine.isRoot && machine.isExecutable("/usr/bin/apt-get")) {
    const flags = ["-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends"];
    machine.run("apt-get", ["update", "-qq"]);
    machine.run("apt-get", ["install", ...flags, "chromium", "fonts-noto-cjk"]);
    const installed = findChromium(machine);
    if (installed !== null) return { file: installed };
  }
  return {
    advice:
      "The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk),\n" +
      "or name one: YINGDA_CHROMIUM=/path/to/chromium npm test",
  };
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
};

/** The machine this runs on. */
export const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  isExecutable,
  run: (program, args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return spawnSync(program, args, { stdio: "inherit", env }).status === 0;
  },
});
