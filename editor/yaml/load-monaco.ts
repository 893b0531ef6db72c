import type { Lang } from "../strings/words.ts";

type Loaded = typeof import("./monaco.ts");
let loading: Promise<Loaded> | null = null;

/** Loads Monaco once, in the language the page has then: its own words cannot change afterwards. */
export const loadMonaco = (lang: Lang): Promise<Loaded> => {
  loading ??= (async () => {
    if (lang === "zh-CN") await import("./nls-zh-cn.ts");
    return import("./monaco.ts");
  })();
  return loading;
};
