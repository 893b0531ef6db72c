import type { FSWatcher } from "node:fs";
import { existsSync, watch } from "node:fs";
import path from "node:path";

/** Editors write a file in several steps. */
const QUIET_MS = 100;

/** Tells once after each burst of changes in a folder, also of one that is made later. Call the result to stop. */
export const watchFolder = (folder: string, changed: () => void): (() => void) => {
  let quiet: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;
  let isStopped = false;
  const tell = () => {
    clearTimeout(quiet);
    quiet = setTimeout(changed, QUIET_MS);
  };
  const follow = () => {
    if (isStopped) return;
    watcher?.close();
    const isThere = existsSync(folder);
    const place = isThere ? folder : path.dirname(folder);
    if (!existsSync(place)) return;
    watcher = watch(place, { recursive: isThere, persistent: false }, () => {
      if (existsSync(folder) !== isThere) follow();
      else if (!isThere) return;
      tell();
    });
    // The folder itself was taken away: wait for it beside its parent.
    watcher.on("error", follow);
  };
  follow();
  return () => {
    isStopped = true;
    clearTimeout(quiet);
    watcher?.close();
  };
};
