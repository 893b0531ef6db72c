// Runs a script of this repository on a Node that is new enough: the system's, or the pinned one.
// Plain JavaScript, so that an old Node can read it. Installs what package-lock.json names if that was not done yet.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const isWindows = process.platform === "win32";

function fail(message) {
  console.error(message);
  process.exit(1);
}

function installMissing() {
  const mark = path.join(root, "node_modules", ".package-lock.json");
  const lock = path.join(root, "package-lock.json");
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing packages (once, about a minute) …");
  // Development packages build the editor; the optional ones hold the pinned Node.
  const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const { status, error } = spawnSync("npm", [...flags, "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: isWindows,
  });
  if (error)
    fail(`npm could not be started (${error.message}). Install Node with npm, version 8 or newer.`);
  if (status !== 0)
    fail("npm ci failed: see its message above. It needs the network once, and npm 8 or newer.");
}

function findNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  const name = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
  const pinned = path.join(root, "node_modules", name, "bin", isWindows ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  return fail(
    `Yingda needs Node 24.7 or newer. This is ${process.version}, and no pinned Node (${name}) is installed.\n` +
      "Install Node 24 from https://nodejs.org and run the same command again.",
  );
}

const [script, ...rest] = process.argv.slice(2);
if (!script) fail("usage: node server/with-node.mjs SCRIPT [ARGUMENT …]");
installMissing();
const node = findNode();
// What the script starts by the name of `node` shall be the same one.
const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") || "PATH";
const searchPath = [path.dirname(node), process.env[pathName] || ""].join(path.delimiter);
// Without it every start strips the types anew: more CPU, and 30 MB for the tool that does it.
const compiled =
  process.env.NODE_COMPILE_CACHE || path.join(root, "node_modules", ".cache", "compiled");
// The nursery of a process that runs for days grows to 128 MB, for things that are gone at once: a quarter of
// it is collected as cheaply. The sandbox makes do with less, and is a third smaller for it.
const nurseryMb = script.endsWith("cli.ts") && rest[0] === "sandbox" ? 2 : 16;
const flags = [`--max-semi-space-size=${nurseryMb}`];
const child = spawn(node, flags.concat(path.join(root, script), rest), {
  stdio: "inherit",
  env: Object.assign({}, process.env, { NODE_COMPILE_CACHE: compiled, [pathName]: searchPath }),
});
child.on("error", (error) => fail(`${node} could not be started: ${error.message}`));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
// npm hands a signal to its shell, which dies of it and tells nobody: then we are orphans, and must end too.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined && !isWindows) {
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 250).unref();
}
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
