// Runs a script of this repository on a Node that is new enough: the system's, or the pinned one.
// Plain JavaScript for old Nodes. Installs what package-lock.json names if that was not done yet.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
const isNewEnough = major === 24 ? minor >= 7 : major > 24;
const mark = `${root}node_modules/.package-lock.json`;
const isInstalled =
  existsSync(mark) && statSync(mark).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
if (!isInstalled) {
  console.log("Installing packages (once, about a minute) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const flags = ["ci", "--loglevel=error", "--no-audit", "--no-fund"];
  const { status } = spawnSync(npm, flags, { cwd: root, stdio: "inherit", shell: npm !== "npm" });
  if (status !== 0) process.exit(status ?? 1);
}
const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const binary = process.platform === "win32" ? "node.exe" : "node";
const pinned = `${root}node_modules/${name}/bin/${binary}`;
const node = isNewEnough ? process.execPath : existsSync(pinned) ? pinned : null;
if (node === null) {
  console.error(
    `Yingda needs Node 24.7 or newer; this is ${process.version}, and no pinned Node is published for ${name}.\nInstall Node 24 from https://nodejs.org and run the same command again.`,
  );
  process.exit(1);
}
const [script, ...rest] = process.argv.slice(2);
const run = spawnSync(node, [`${root}${script}`, ...rest], { stdio: "inherit" });
process.exit(run.status ?? 1);
