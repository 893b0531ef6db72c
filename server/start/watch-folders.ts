import { watch } from "node:fs";

/** Editors write a file in several steps. */
const SETTLED_MS = 150;

/** Tells which account folder changed, once its files have settled; ends with what it returns. */
export const watchFolders = (
  folders: readonly string[],
  onChange: (folder: string) => void,
): (() => void) => {
  const timers = new Map<string, NodeJS.Timeout>();
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, name) => {
      if (name === null || /(^|[\\/])plugins[\\/]/.test(name)) return;
      clearTimeout(timers.get(folder));
      timers.set(
        folder,
        setTimeout(() => onChange(folder), SETTLED_MS),
      );
    }),
  );
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
