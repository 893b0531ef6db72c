import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const source = fileURLToPath(new URL("../../server/with-node.mjs", import.meta.url));
const platform = process.platform === "win32" ? "win" : process.platform;
const pinned = `node_modules/node-${platform}-${process.arch}/bin/node`;

/** A repository with nothing but the starter and these files; without `node_modules` unless it is told that all is installed. */
const repository = (files: Readonly<Record<string, string>>, isInstalled = true): string => {
  const root = mkdtempSync(path.join(tmpdir(), "yingda-starter-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const installed = isInstalled ? { "node_modules/.package-lock.json": "{}" } : {};
  for (const [name, text] of Object.entries({
    "package-lock.json": "{}",
    ...installed,
    ...files,
  })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  mkdirSync(path.join(root, "server"), { recursive: true });
  cpSync(source, path.join(root, "server/with-node.mjs"));
  utimesSync(path.join(root, "package-lock.json"), 1, 1);
  return root;
};
/** A folder that holds nothing but this `npm`: neither Node nor Python is on the path. */
const pathWith = (root: string, npm: string | null): string => {
  const bin = path.join(root, "bin");
  mkdirSync(bin);
  symlinkSync("/bin/sh", path.join(bin, "sh"));
  if (npm !== null) {
    writeFileSync(path.join(bin, "npm"), `#!/bin/sh\n${npm}\n`);
    chmodSync(path.join(bin, "npm"), 0o755);
  }
  return bin;
};
/** Makes the starter believe that it runs on Node 20. */
const asNode20 = (root: string): readonly string[] => {
  const file = path.join(root, "as-node-20.cjs");
  writeFileSync(
    file,
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });\n' +
      'Object.defineProperty(process, "version", { value: "v20.20.2" });',
  );
  return ["--require", file];
};

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}
interface Given {
  readonly args?: readonly string[];
  readonly flags?: readonly string[];
  readonly searchPath?: string;
  /** Sent to the starter when it has printed `ready`. */
  readonly signal?: NodeJS.Signals;
}
const start = (root: string, given: Given = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const starter = path.join(root, "server/with-node.mjs");
    const child = spawn(
      process.execPath,
      [...(given.flags ?? []), starter, ...(given.args ?? ["it.ts"])],
      {
        env: { PATH: given.searchPath ?? "/nowhere" },
      },
    );
    let out = "";
    let err = "";
    child.stdout.on("data", (part: Buffer) => {
      out += part.toString();
      if (given.signal !== undefined && out.includes("ready")) child.kill(given.signal);
    });
    child.stderr.on("data", (part: Buffer) => {
      err += part.toString();
    });
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });

describe("the starter of every npm script", () => {
  it("runs the script on this Node when it is new enough, and says nothing itself", async () => {
    const root = repository({
      "it.ts": "const n: number = 7; console.log(process.argv.slice(2).join()); process.exit(n);",
    });
    const ended = await start(root, { args: ["it.ts", "a", "b"] });
    expect(ended).toEqual({ code: 7, signal: null, out: "a,b\n", err: "" });
  });

  it("lets what the script starts by the name of node be the same one", async () => {
    const root = repository({ "it.ts": "console.log(process.env.PATH);" });
    expect((await start(root)).out.split(path.delimiter)[0]).toBe(path.dirname(process.execPath));
  });

  it("keeps what it compiled for the next start, the server's nursery small, and the sandbox's smaller", async () => {
    const script = "console.log(process.env.NODE_COMPILE_CACHE, process.execArgv.join());";
    const root = repository({ "server/cli.ts": script });
    const cache = path.join(root, "node_modules", ".cache", "compiled");
    const sandbox = await start(root, { args: ["server/cli.ts", "sandbox", "--port", "1"] });
    expect(sandbox.out).toBe(`${cache} --max-semi-space-size=2\n`);
    const server = await start(root, { args: ["server/cli.ts", "start"] });
    expect(server.out).toBe(`${cache} --max-semi-space-size=16\n`);
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "hands %s on and waits for the script's own end",
    async (signal) => {
      const script = `process.on("${signal}", () => process.exit(5)); setInterval(() => {}, 1e6); console.log("ready");`;
      expect(await start(repository({ "it.ts": script }), { signal })).toMatchObject({ code: 5 });
    },
  );

  it("ends the script when the shell that npm runs it in is killed", async () => {
    const script = `
      process.on("SIGTERM", () => { process.stdout.write("stopped"); process.exit(0); });
      setInterval(() => {}, 1e6);
      console.log("ready");`;
    const root = repository({ "it.ts": script });
    const line = `"${process.execPath}" "${path.join(root, "server/with-node.mjs")}" it.ts; true`;
    const shell = spawn("/bin/sh", ["-c", line], {
      env: { PATH: "/nowhere", npm_lifecycle_event: "start" },
    });
    const out = await new Promise<string>((resolve) => {
      let text = "";
      shell.stdout.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.endsWith("ready\n")) shell.kill("SIGKILL");
      });
      // The pipe is closed by its last holder: the script.
      shell.stdout.on("close", () => resolve(text));
    });
    expect(out).toBe("ready\nstopped");
  });

  it("ends by the signal that ended the script", async () => {
    const script = 'setInterval(() => {}, 1e6); console.log("ready");';
    const ended = await start(repository({ "it.ts": script }), { signal: "SIGTERM" });
    expect(ended).toMatchObject({ code: null, signal: "SIGTERM" });
  });

  it("takes the pinned Node when the system's is too old", async () => {
    const root = repository({ "it.ts": "console.log(process.execPath);", [pinned]: "" });
    rmSync(path.join(root, pinned));
    symlinkSync(process.execPath, path.join(root, pinned));
    const ended = await start(root, { flags: asNode20(root) });
    expect(ended).toMatchObject({ code: 0, err: "" });
    expect(ended.out).toContain("node");
  });

  it("says which Node to install when the system's is too old and none is pinned", async () => {
    const root = repository({ "it.ts": "" });
    const ended = await start(root, { flags: asNode20(root) });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain("needs Node 24.7 or newer. This is v20.20.2");
    expect(ended.err).toContain("https://nodejs.org");
  });

  it("installs what is missing first, and says so", async () => {
    const root = repository({ "it.ts": 'console.log("started");' }, false);
    const searchPath = pathWith(root, 'echo "npm $@"');
    const ended = await start(root, { searchPath });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toMatch(
      /^Installing packages.*\nnpm ci --include=dev --include=optional .*\nstarted\n$/,
    );
  });

  it("installs again when the lock is newer than what is installed", async () => {
    const root = repository({ "it.ts": "" });
    const searchPath = pathWith(root, 'echo "npm $1"');
    utimesSync(path.join(root, "package-lock.json"), 4e9, 4e9);
    expect((await start(root, { searchPath })).out).toContain("npm ci");
  });

  it.each([
    ["npm fails", "exit 9", "npm ci failed"],
    ["there is no npm", null, "npm could not be started"],
  ])("says what is wrong when %s", async (_, npm, message) => {
    const root = repository({ "it.ts": "" }, false);
    const ended = await start(root, { searchPath: pathWith(root, npm) });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(message);
  });

  it("asks for a script", async () => {
    expect(await start(repository({}), { args: [] })).toMatchObject({ code: 1 });
  });
});
